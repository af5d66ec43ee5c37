// Line icons, drawn on a grid of 24.

import {html, svg} from 'lit-html';

const SHAPES = {
  phone: svg`<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z"/>`,
  hangup: svg`<path
    d="M2.5 14.2c0-1.7 4-4.4 9.5-4.4s9.5 2.7 9.5 4.4v2.1l-1 .9-4.4-1.1v-2.7a13 13 0 0 0-8.2 0v2.7l-4.4 1.1-1-.9z"/>`,
  hold: svg`<path d="M9 6v12M15 6v12"/>`,
  resume: svg`<path d="M8 5.5v13l10.5-6.5z"/>`,
  transfer: svg`<path d="M4 8h13m0 0-3.5-3.5M17 8l-3.5 3.5M20 16H7m0 0 3.5-3.5M7 16l3.5 3.5"/>`,
  people: svg`<circle cx="9" cy="9" r="3"/><path
    d="M3.5 19a5.5 5.5 0 0 1 11 0M15.5 6.3a3 3 0 0 1 0 5.4M17.5 14.3a5.5 5.5 0 0 1 3 4.7"/>`,
  consult: svg`<circle cx="8" cy="9" r="3"/><path d="M2.5 19a5.5 5.5 0 0 1 11 0M14 5h7v5h-3l-2 2v-2h-2z"/>`,
  keypad: svg`<path d="M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01"/>`,
  record: svg`<circle cx="12" cy="12" r="6"/>`,
  park: svg`<path d="M8 20V4h5a4.5 4.5 0 0 1 0 9H8"/>`,
  open: svg`<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>`,
  in: svg`<path d="M18 6 7 17M7 9v8h8"/>`,
  out: svg`<path d="M6 18 17 7M9 7h8v8"/>`,
  missed: svg`<path d="M4.5 8.5 11 15l8.5-8.5M4.5 8.5h4.5M4.5 8.5V13"/>`,
  down: svg`<path d="M6 9.5l6 6 6-6"/>`,
  warning: svg`<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.5v.01"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  ear: svg`<path d="M8 20a3 3 0 0 0 4-2.5c0-2 4-3.5 4-8a6 6 0 0 0-12 0M9 10a2 2 0 0 1 4 0c0 1.5-1.5 2-1.5 3.5"/>`,
  whisper: svg`<path d="M4 9h3l5-4v14l-5-4H4zM16 10a3 3 0 0 1 0 4"/>`,
  barge: svg`<path d="M4 9h3l5-4v14l-5-4H4zM15.5 9a4 4 0 0 1 0 6M18.5 6a8 8 0 0 1 0 12"/>`,
  replay: svg`<path d="M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4"/>`,
  clock: svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`,
  none: svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`,
};

/** A decorative icon; the words beside it carry the meaning. */
export const icon = (name) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
