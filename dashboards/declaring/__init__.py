"""Goals by a form: written with help, frozen after a plain question, amended and withdrawn with a reason."""
