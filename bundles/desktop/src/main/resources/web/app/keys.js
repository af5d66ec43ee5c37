// The keyboard for all of a day's work. Every key presses or focuses what the page shows, so it can do nothing else.

/** Key with Alt → what it presses or focuses, the first one that is there; the words are under keys.… */
export const KEYS = {
  A: ['[data-service=answerCall]'],
  H: ['[data-service=holdCall]', '[data-service=retrieveCall]'],
  X: ['.card:not([data-phase=ringing]) [data-service=clearConnection]', '[data-service=clearConnection]'],
  T: ['[data-service=singleStepTransferCall]', '[data-service=deflectCall]'],
  C: ['[data-service=consultationCall]'],
  M: ['[data-service=transferCall]'],
  G: ['[data-service=conferenceCall]'],
  B: ['[data-service=reconnectCall]'],
  N: ['[data-testid=notes]'],
  D: ['[data-testid=wrap-up-done]'],
  S: ['[data-testid=agent-state]'],
  L: ['[data-testid=dial-input]'],
  P: ['[data-testid=people-find]'],
  K: ['[data-testid=keyboard-help]'],
};

/** Listens on the whole page. A key by its place, since Alt writes other signs on some keyboards. */
export function listenToKeys() {
  addEventListener('keydown', (event) => {
    const key = event.code.replace(/^Key/, '');
    if (!event.altKey || event.ctrlKey || event.metaKey || !(key in KEYS)) {
      return;
    }
    const target = KEYS[key].map((selector) => document.querySelector(selector)).find((found) => found && !found.disabled);
    if (target) {
      event.preventDefault();
      target.focus();
      if (!target.matches('input, textarea')) {
        target.click();
      }
    }
  });
}
