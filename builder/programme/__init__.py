"""What a programme's kinds say together: register, tasks, deadlines, bodies, lists, dates."""
