// A film that came in pieces does not say how long it is. Whoever jumps to its end learns it, and can seek from then on.
const film = document.getElementById("md-film");
film?.addEventListener("loadedmetadata", () => {
  if (Number.isFinite(film.duration)) return;
  film.addEventListener("durationchange", () => { film.currentTime = 0; }, { once: true });
  film.currentTime = Number.MAX_SAFE_INTEGER;
}, { once: true });
