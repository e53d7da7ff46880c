"""Values and rules that everything else speaks in; standard library only."""
