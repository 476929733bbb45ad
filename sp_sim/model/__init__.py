"""Model: the reading copy, in which everyone is a Mesa agent; it must agree with the engine to the bit."""
