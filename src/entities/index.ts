/** Every entity of the graph: a line each, for its types, its edges and what it adds to others. */
import './org-unit/org-unit.edges';
import './employee/employee.edges';
import './customer/customer.edges';
