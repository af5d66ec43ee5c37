// What rings beside the page: a sound and a notification of the desktop, once for all tabs.

import {keep, kept} from './kept.js';

const TONES_HZ = [660, 880];
const TONE_S = 0.18;
const EVERY_MS = 2_400;
const DEFAULTS = {sound: true, notification: false};

/** @param leads whether this tab speaks for all of them */
export function createAlerts(leads) {
  let wanted = {...DEFAULTS, ...kept('alerts', {})};
  let ringing = null;
  let note = null;
  let timer = 0;
  let audio = null;

  // A browser lets a page be heard only after somebody has touched it.
  for (const touch of ['pointerdown', 'keydown']) {
    addEventListener(touch, () => tuned().resume(), {once: true});
  }

  function tuned() {
    audio ??= new AudioContext();
    return audio;
  }

  function play() {
    if (wanted.sound && audio?.state === 'running') {
      TONES_HZ.forEach((hertz, i) => tone(hertz, audio.currentTime + i * TONE_S));
      document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang ?? 0) + 1);
    }
  }

  /** A tone that swells and fades, so that it does not click. */
  function tone(hertz, at) {
    const gain = audio.createGain();
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.16, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + TONE_S);
    const source = audio.createOscillator();
    source.frequency.value = hertz;
    source.connect(gain).connect(audio.destination);
    source.start(at);
    source.stop(at + TONE_S);
  }

  function notify({id, title, body}) {
    if (wanted.notification && globalThis.Notification?.permission === 'granted') {
      note = new Notification(title, {body, tag: `jackfield-${id}`, icon: 'favicon.svg', silent: true});
      note.onclick = () => {
        window.focus();
        note?.close();
      };
    }
  }

  return {
    wanted: () => wanted,

    /** @param call what rings as {id, title, body}, or null */
    show(call) {
      const id = (leads() && call?.id) || null;
      if (id === ringing) {
        return;
      }
      ringing = id;
      clearInterval(timer);
      note?.close();
      note = null;
      if (id) {
        play();
        timer = setInterval(play, EVERY_MS);
        notify(call);
      }
    },

    /** Switches one on or off and says how it stands now; a notification needs the person's leave. */
    async toggle(what) {
      let on = !wanted[what];
      if (on && what === 'notification') {
        on = (await globalThis.Notification?.requestPermission()) === 'granted';
      }
      wanted = {...wanted, [what]: on};
      keep('alerts', wanted);
      return wanted;
    },
  };
}
