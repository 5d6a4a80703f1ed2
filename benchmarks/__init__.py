"""Quality and speed of the program, measured against keys made by hand and against published figures."""
