// Ticks also while the page is in the background, where timers of the page itself are slowed down.
let timer = null;
self.onmessage = ({ data: every }) => {
  clearInterval(timer);
  timer = every ? setInterval(() => self.postMessage(0), every) : null;
};
