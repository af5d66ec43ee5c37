// Holds the state and tells when it has changed: once a frame, however many events came. A whole floor of people and
// calls changes all the time and is drawn once a second.

const FLOOR_MS = 1_000;

export function createStore(initial, onChange) {
  let state = initial;
  let due = false;
  let hurried = false;
  let drawnAt = 0;

  function changed() {
    due = hurried = false;
    drawnAt = Date.now();
    onChange(state);
  }

  function schedule(urgent) {
    const wait = urgent ? 0 : drawnAt + FLOOR_MS - Date.now();
    // A hidden tab draws no frames, yet its title must ring.
    wait > 0 || document.hidden ? setTimeout(changed, Math.max(0, wait)) : requestAnimationFrame(changed);
  }

  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (next !== state) {
        const urgent = next.route === 'desk' || next.ui !== state.ui || next.route !== state.route;
        state = next;
        if (!due || (urgent && !hurried)) {
          due = true;
          hurried = urgent;
          schedule(urgent);
        }
      }
    },
  };
}
