// Holds the state and tells when it has changed: once a frame, however many events came.

export function createStore(initial, onChange) {
  let state = initial;
  let due = false;

  function changed() {
    due = false;
    onChange(state);
  }

  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (next !== state) {
        state = next;
        if (!due) {
          due = true;
          // A hidden tab draws no frames, yet its title must ring.
          document.hidden ? setTimeout(changed) : requestAnimationFrame(changed);
        }
      }
    },
  };
}
