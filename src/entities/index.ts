/** Every entity of the graph: a line each, for its types, its edges and what it adds to others. */
import './org-unit/org-unit.edges';
import './employee/employee.edges';
import './customer/customer.edges';
import './customer/search.edges';
import './related-party/party-relationship.edges';
import './account/account.edges';
import './account/movements.edges';
import './party/party.edges';
import './product/product.edges';
import './interaction/interaction.edges';
import './complaint/complaint.edges';
import './credit/credit.edges';
import './product/holding-account.edges';
import './complaint/complaint-account.edges';
import './credit/security.edges';
import './aml/aml-case.edges';
import './audit/audit.edges';
