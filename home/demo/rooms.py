"""The mediation room that every demo county has open."""

TITLE = "邻里噪声调解（演示）"
# From the landlines of the demo, which ring nowhere.
DIAL_IN = "0199-5550188"
