// Everybody who is in the same place: a large face, a name, a side. Who is elsewhere is named in one line below.

export function start(room) {
  const stage = document.getElementById("faces");
  const sounds = document.getElementById("sounds");
  const tiles = new Map();

  const tileOf = (seat) => {
    if (!tiles.has(seat.id)) {
      const tile = room.template("face");
      tile.dataset.seat = seat.id;
      tiles.set(seat.id, tile);
      stage.append(tile);
    }
    return tiles.get(seat.id);
  };

  const seen = (id) => room.media.tracks().filter((one) => one.seat === id);

  function draw() {
    const here = (room.part("seats") || []).filter((one) => one.here);
    for (const [id, tile] of tiles) if (!here.some((one) => one.id === id)) { tile.remove(); tiles.delete(id); }
    for (const seat of here) dress(tileOf(seat), seat);
    stage.dataset.count = here.length;
    listen();
    screen();
  }

  function dress(tile, seat) {
    tile.className = `face face--${seat.side || "table"}${seat.me ? " face--me" : ""}`;
    tile.querySelector(".face__name").textContent = seat.name;
    tile.querySelector(".face__role").textContent = [seat.side_label, seat.role_label].filter(Boolean).join(" · ");
    tile.querySelector(".face__me").hidden = !seat.me;
    tile.querySelector(".face__mute").hidden = seat.microphone;
    tile.querySelector(".face__hand").hidden = !seat.hand;
    tile.querySelector(".face__away").hidden = seat.present || seat.me;
    tile.querySelector(".face__initial").textContent = seat.name.slice(0, 1);
    const track = seat.camera ? seen(seat.id).find((one) => one.kind === "video")?.track : null;
    attach(tile.querySelector("video"), track);
    tile.dataset.picture = track ? "yes" : "no";
  }

  function attach(video, track) {
    const now = video.srcObject?.getTracks()[0] || null;
    if (now === track) return;
    video.srcObject = track ? new MediaStream([track]) : null;
    if (track) video.play().catch(() => {});
  }

  // Sound plays apart from the pictures: it goes on while they come and go.
  function listen() {
    const me = room.you()?.id;
    const wanted = room.media.tracks().filter((one) => one.kind === "audio" && one.seat !== me);
    for (const one of [...sounds.children]) if (!wanted.some((each) => each.track.id === one.dataset.track)) one.remove();
    for (const { seat, track } of wanted) {
      if ([...sounds.children].some((one) => one.dataset.track === track.id)) continue;
      const audio = document.createElement("audio");
      audio.autoplay = true;
      audio.dataset.track = track.id;
      audio.dataset.seat = seat;
      audio.srcObject = new MediaStream([track]);
      sounds.append(audio);
      audio.play().catch(() => {});
    }
  }

  function screen() {
    const shared = room.media.tracks().find((one) => one.kind === "screen" && one.seat !== room.you()?.id && room.seat(one.seat)?.here && room.seat(one.seat).screen);
    const box = document.getElementById("screen");
    attach(box.querySelector("video"), shared?.track || null);
    box.hidden = !shared;
    box.querySelector("figcaption span").textContent = shared ? room.seat(shared.seat)?.name || "" : "";
  }

  room.on("tracks", draw);
  room.on("part:seats", draw);
  room.on("moved", draw);

  // The link to somebody is weak: said once, at the face, in words.
  room.on("level", ({ level }) => { document.getElementById("weak").hidden = !level.audioOnly; });
  room.on("peer", ({ seat, state }) => {
    const tile = tiles.get(seat);
    if (tile) tile.querySelector(".face__broken").hidden = state === "connected" || state === "new";
    if (state === "connected") document.getElementById("weak").hidden = true;
  });
}
