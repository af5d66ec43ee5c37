// What a person can do on the page. An answer to a request changes no call: what happened comes as an event.

import {createAdministration} from './admin.js';
import {ApiError, logOut, post, put} from './api.js';
import {chooseLanguage, t} from './i18n.js';
import {keep} from './kept.js';
import {myLine} from './select.js';
import {withDone, withOwnChange, withUi} from './state.js';
import {createSupervision} from './supervise.js';
import {unfinished} from './wrapup.js';

const NOTE_MS = 6000;

/**
 * @param tell tells the other tabs of this person
 * @param leave goes to the log-in page
 */
export function createActions(store, {tell, leave, alerts, notes}) {
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
    ...createSupervision({store, request, ui}),
    ...createAdministration({store, request, ui}),

    chooseState: (state, reason) =>
      request('state', () => put('/agents/me/state', {state, ...(reason ? {reason} : {})}), problem),

    /** What is typed in the open field, and which suggestion is meant. */
    suggest: (query, active) => ui(({form}) => ({form: {...form, query, active}})),

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
          ui({dialQuery: '', dialActive: -1});
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

    /** What is typed in the dial box, and which suggestion is meant. */
    dialTyped: (dialQuery, dialActive) => ui({dialQuery, dialActive, dialError: ''}),

    /** Fills the dial box, for the person to press Call. */
    prepare(number) {
      ui({dialPrepared: number});
    },

    showLast: (last) => ui({last}),

    callMe: () =>
      request('call-me', async () => {
        await post('/demo/call-me', {});
        note(t('demo.coming'));
      }, dialFailed),

    writeNotes: (id, text) => notes().write(id, text),
    saveNotes: (id) => notes().save(id),

    dispose: (id, disposition) =>
      request(`disposition/${id}`, async () => {
        await put(`/calls/${encodeURIComponent(id)}/disposition`, {disposition});
        store.update((state) => withOwnChange(state, id, {disposition}));
        tell({kind: 'own', id, change: {disposition}});
      }, problem),

    /** Says which record a call is about. */
    choose: (id, {connector, id: record, type, name, url}) =>
      request(`record/${id}`, async () => {
        ui(({failures}) => ({failures: {...failures, [`record/${id}`]: ''}}));
        await put(`/calls/${encodeURIComponent(id)}/record`, {connector, id: record});
        const change = {records: [{connector, type, id: record, name, url}]};
        store.update((state) => withOwnChange(state, id, change));
        tell({kind: 'own', id, change});
      }, (message) => ui(({failures}) => ({failures: {...failures, [`record/${id}`]: message}}))),

    /** Puts a finished call away. The work after the last one ends too, unless another state was chosen to follow. */
    finish(id) {
      const last = unfinished(store.get())[0] === id;
      store.update((state) => withDone(state, id));
      keep('done', [...store.get().done].slice(-100));
      tell({kind: 'done', id});
      const {agent} = store.get();
      return last && agent?.state === 'workingAfterCall' && !agent.pending
        ? request('state', () => put('/agents/me/state', {state: 'ready'}), problem)
        : undefined;
    },

    findPeople: (people) => ui({people}),

    toggleAlert: async (what) => ui({alerts: await alerts.toggle(what)}),

    /** Asks the browser to bring tel: links of any page here; it asks the person. */
    takeTelLinks: () => navigator.registerProtocolHandler('tel', new URL('./?dial=%s', location.href).href),

    showKeys: () => document.getElementById('keys').showModal(),

    chooseLanguage: async (code) => {
      await chooseLanguage(code);
      ui({language: code});
    },

    logOut: () => request('log-out', async () => {
      await logOut();
      tell({kind: 'leave'});
      leave();
    }, problem),
  };
}
