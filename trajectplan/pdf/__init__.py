"""How a plan is printed: ReportLab and everything about paper, drawn from the summary tree alone."""
