// The server's clock, and the clocks on the page: each writes its own text once a second, and nothing else is drawn.

let offsetMs = 0;

/** Learns from the Date of an answer how far this computer's clock is off; the header counts whole seconds. */
export function learnTime(dateHeader) {
  const server = Date.parse(dateHeader ?? '');
  if (!Number.isNaN(server)) {
    const measured = server + 500 - Date.now();
    offsetMs = Math.abs(measured) < 1500 ? 0 : measured;
  }
}

/** Now, by the server's clock, in milliseconds. */
export const serverNow = () => Date.now() + offsetMs;

/** 65000 → 1:05, 3 665 000 → 1:01:05. */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** Clocks that somebody sees; on a floor of hundreds most are out of sight. */
const running = new Set();
setInterval(() => running.forEach((clock) => clock.tick()), 1000);

const sight = new IntersectionObserver((entries) => {
  for (const {target, isIntersecting} of entries) {
    isIntersecting ? running.add(target) : running.delete(target);
    isIntersecting && target.tick();
  }
});

/** `<jf-clock .since=${ms}>` counts from a time of the server, `<jf-clock .until=${ms}>` down to one. */
customElements.define(
  'jf-clock',
  class extends HTMLElement {
    #since = 0;
    #until = null;

    set since(ms) {
      this.#since = ms;
      this.#changed();
    }

    set until(ms) {
      this.#until = ms;
      this.#changed();
    }

    /** A new time shows at once where it is seen, and the first one everywhere. */
    #changed() {
      if (running.has(this) || !this.textContent) {
        this.tick();
      }
    }

    connectedCallback() {
      this.setAttribute('role', 'timer');
      sight.observe(this);
      this.tick();
    }

    disconnectedCallback() {
      sight.unobserve(this);
      running.delete(this);
    }

    tick() {
      const text = duration(this.#until === null ? serverNow() - this.#since : this.#until - serverNow());
      if (this.textContent !== text) {
        this.textContent = text;
      }
    }
  },
);
