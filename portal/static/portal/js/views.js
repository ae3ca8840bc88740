// Counts a reading without any personal data: the address says which page, nothing else is sent.
const address = document.querySelector("[data-beacon]")?.dataset.beacon;
if (address && navigator.sendBeacon && !document.prerendering) navigator.sendBeacon(address);
