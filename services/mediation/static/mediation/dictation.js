// Writing by voice, where the browser has it. The maker of the browser may do the hearing: off until asked for.

export const canHear = () => Boolean(globalThis.SpeechRecognition || globalThis.webkitSpeechRecognition);

export class Dictation {
  #hearing = null;

  // onText(text): what was said; onState(on); onFailed(): the browser could not.
  constructor({ onText, onState, onFailed }) {
    this.onText = onText;
    this.onState = onState;
    this.onFailed = onFailed;
  }

  get isOn() { return Boolean(this.#hearing); }

  start() {
    const Recognition = globalThis.SpeechRecognition || globalThis.webkitSpeechRecognition;
    const hearing = Object.assign(new Recognition(), { lang: "zh-CN", continuous: true, interimResults: false });
    hearing.onresult = ({ results, resultIndex }) => {
      for (const result of [...results].slice(resultIndex)) if (this.isOn && result.isFinal) this.onText(result[0].transcript);
    };
    hearing.onerror = ({ error }) => {
      if (error === "no-speech" || !this.isOn) return;
      this.stop();
      this.onFailed();
    };
    // Browsers end it by themselves after a silence.
    hearing.onend = () => this.#hearing === hearing && hearing.start();
    this.#hearing = hearing;
    this.onState(true);
    hearing.start();
  }

  stop() {
    const hearing = this.#hearing;
    if (!hearing) return;
    this.#hearing = null;
    hearing.abort();
    this.onState(false);
  }
}
