"""The roof: settings, addresses and the shared look. The only storey that knows every part."""
