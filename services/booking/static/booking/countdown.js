// Says how long a time is still kept. The page says until when in words; nothing rests on this.
for (const told of document.querySelectorAll("[data-countdown]")) {
  const end = Date.parse(told.dataset.countdown);
  const say = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) {
      told.textContent = told.dataset.over;
      clearInterval(timer);
      return;
    }
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    told.textContent = told.dataset.left.replace("%s", clock);
  };
  const timer = setInterval(say, 1000);
  say();
}
