"""What holds a process back: each module is one mechanism of the operating system."""
