// What the agent writes about a call: notes, saved while they are typed, and how it went.

import {html, nothing} from 'lit-html';
import {live} from 'lit-html/directives/live.js';
import {t} from '../i18n.js';
import {MAX_NOTES} from '../notes.js';
import {plain} from '../text.js';
import {owesDisposition} from '../wrapup.js';
import {icon} from './icons.js';

export function notes(state, {id, call, phase}, act) {
  const own = state.notes.get(id);
  const field = `notes-${id}`;
  return html`
    <section class="notes" aria-label=${t('notes.title')}>
      <p class="notes-top">
        <label for=${field}>${t('notes.title')}</label>
        <span class="notes-status" role="status" data-testid="notes-status" data-status=${own?.status ?? 'saved'}>
          ${own ? statusWords(own.status) : nothing}</span>
      </p>
      <textarea id=${field} rows=${phase === 'ringing' ? 2 : 3} maxlength=${MAX_NOTES} dir="auto" data-testid="notes"
                aria-keyshortcuts="Alt+N" placeholder=${t('notes.placeholder')}
                .value=${live(own?.text ?? call.notes ?? '')}
                @input=${(event) => act.writeNotes(id, event.target.value)}
                @blur=${() => own?.status === 'typing' && act.saveNotes(id)}></textarea>
    </section>`;
}

const statusWords = (status) =>
  status === 'failed'
    ? html`<span class="failure">${icon('warning')}${t('notes.failed')}</span>`
    : t(status === 'saved' ? 'notes.saved' : 'notes.saving');

/** How it went, in the organisation's own words, so they are text and not keys. */
export function disposition(state, {call}, act) {
  const words = [...new Set([...state.desk.dispositions, ...(call.disposition ? [call.disposition] : [])])];
  if (!words.length) {
    return nothing;
  }
  const needed = owesDisposition(state, call);
  return html`
    <fieldset class="dispositions" data-testid="dispositions" data-required=${needed}>
      <legend>${t('disposition.title')}${needed ? html` <em class="needed">${t('disposition.needed')}</em>` : nothing}
      </legend>
      ${words.map((word) => html`
        <label class="choice">
          <input type="radio" name=${`disposition-${call.id}`} data-testid="disposition" .value=${word}
                 .checked=${live(call.disposition === word)} @change=${() => act.dispose(call.id, word)}>
          <span><bdi>${plain(word, 60)}</bdi></span>
        </label>`)}
    </fieldset>`;
}

/** The end of a call's card: how long the work after it may take, and putting it away. */
export function wrapUp(state, {id, call}, act) {
  const mine = state.agent?.state === 'workingAfterCall';
  const until = mine && Date.parse(state.agent.until ?? '');
  const owed = owesDisposition(state, call);
  return html`
    <div class="wrap-up" data-testid="wrap-up">
      <p class="hint">${owed ? t('wrapUp.owed') : until
        ? html`${t('wrapUp.until')} <jf-clock class="time" data-testid="wrap-up-left" .until=${until}></jf-clock>`
        : t(mine ? 'wrapUp.working' : 'wrapUp.over')}</p>
      <button type="button" class="button primary" data-testid="wrap-up-done" aria-keyshortcuts="Alt+D"
              ?disabled=${owed} @click=${() => act.finish(id)}>${icon('check')}<span>${t('wrapUp.done')}</span></button>
    </div>`;
}
