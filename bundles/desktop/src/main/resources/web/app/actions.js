// What a person can do on the page. An answer to a request changes no call: what happened comes as an event.

import {ApiError, logOut, post, put} from './api.js';
import {chooseLanguage, t} from './i18n.js';
import {myLine} from './select.js';
import {withUi} from './state.js';

const NOTE_MS = 6000;

/** @param leave goes to the log-in page */
export function createActions(store, leave) {
  const ui = (change) =>
    store.update((state) => withUi(state, typeof change === 'function' ? change(state.ui) : change));

  /** Does one request at a time under a name; gives its failure to `onFailure` in words. */
  async function request(name, work, onFailure) {
    if (store.get().ui.busy === name) {
      return;
    }
    ui({busy: name});
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      if (failure.status === 401) {
        leave();
      } else {
        onFailure(failure.message);
      }
    } finally {
      ui((now) => (now.busy === name ? {busy: null} : {}));
    }
  }

  const dialFailed = (dialError) => ui({dialError, dialNote: ''});

  function problem(words) {
    ui({problem: words});
    setTimeout(() => ui((now) => (now.problem === words ? {problem: ''} : {})), NOTE_MS);
  }

  function note(dialNote) {
    ui({dialNote, dialError: ''});
    setTimeout(() => ui((now) => (now.dialNote === dialNote ? {dialNote: ''} : {})), NOTE_MS);
  }

  return {
    chooseState: (state, reason) =>
      request('state', () => put('/agents/me/state', {state, ...(reason ? {reason} : {})}), problem),

    /** Opens the field a service needs, or closes it again. */
    ask: ({id}, service) =>
      ui(({form}) => ({form: form?.call === id && form.service === service ? null : {call: id, service}})),

    perform: ({id, connection}, service, parameters = {}) =>
      request(
        `${id}/${service}`,
        async () => {
          ui(({failures}) => ({failures: {...failures, [id]: ''}}));
          const address = [id, 'connections', connection.id, service].map(encodeURIComponent).join('/');
          await post(`/calls/${address}`, parameters);
          ui({form: null});
        },
        (message) => ui(({failures}) => ({failures: {...failures, [id]: message}})),
      ),

    dial: (to, form) =>
      request(
        'dial',
        async () => {
          const number = (to ?? '').trim();
          if (!number) {
            dialFailed(t('dial.empty'));
            return;
          }
          await post('/calls', {...myLine(store.get()), to: number});
          form?.reset();
          note(t('dial.ringsFirst'));
        },
        dialFailed,
      ),

    dialEdited: () => store.get().ui.dialError && ui({dialError: ''}),

    callMe: () =>
      request('call-me', async () => {
        await post('/demo/call-me', {});
        note(t('demo.coming'));
      }, dialFailed),

    chooseLanguage: async (code) => {
      await chooseLanguage(code);
      ui({language: code});
    },

    logOut: () => request('log-out', async () => {
      await logOut();
      leave();
    }, problem),
  };
}
