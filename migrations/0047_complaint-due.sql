-- The first clock that runs out says when a complaint is due.
grant update (due_at, acknowledge_due_at) on complaint to c360_app;
