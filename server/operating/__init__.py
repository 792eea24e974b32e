"""What whoever runs the server sees of its work: metrics for Prometheus, and a line of a log for each request.

Neither ever holds a question, a name of a file, a person or a passage. Open `handled.py` first, which measures a
request; `metrics.py` counts it and `log.py` writes it down.
"""
