export function start(room) {
  const list = document.getElementById("chat-lines");
  const form = document.getElementById("chat-form");
  const field = form.elements.text;
  let newest = 0;

  room.on("part:chat", (lines) => {
    const shown = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.replaceChildren(...lines.map((line) => {
      const one = room.template("chat-line");
      one.querySelector(".who").textContent = line.name;
      one.querySelector("time").textContent = new Date(line.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      one.querySelector("p").textContent = line.text;
      one.querySelector(".sealed").hidden = !line.sealed;
      one.classList.toggle("own", line.seat === room.you()?.id);
      return one;
    }));
    const last = lines.at(-1)?.id || 0;
    if (last > newest && newest && lines.at(-1).seat !== room.you()?.id) room.tell("unread", { tab: "chat" });
    newest = last;
    if (shown) list.scrollTop = list.scrollHeight;
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && room.send("say", { text })) field.value = "";
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
