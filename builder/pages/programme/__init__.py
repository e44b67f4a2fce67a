"""Pages of indicators, tasks, bodies and what else a programme's kinds say."""
