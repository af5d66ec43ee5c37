// The REST client. Every failure is an ApiError whose message a person can act on.

import {learnTime} from './clock.js';
import {t} from './i18n.js';
import {plain} from './text.js';

const BASE = 'api/v1';
const DEADLINE_MS = 10_000;

let csrf = '';

export class ApiError extends Error {
  /**
   * @param status the HTTP status, 0 when there was no answer
   * @param body what came with it, if it was JSON
   */
  constructor(status, message, body = null) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** Who I am; keeps the token that requests which change something must carry. */
export async function session(deadlineMs) {
  const found = await get('/session', deadlineMs);
  csrf = found.csrf ?? '';
  return found;
}

export const logIn = (user, password) => post('/session', {user, password});
export const logOut = () => send('DELETE', '/session');

/** Spends a one-time code. The answer is a redirect, whose cookie counts and whose target does not matter here. */
export const logInOnce = (code) => send('GET', `/session/once?code=${encodeURIComponent(code)}`, undefined, 'manual');

export const get = (path, deadlineMs) => send('GET', path, undefined, 'follow', deadlineMs);
export const post = (path, body) => send('POST', path, body);
export const put = (path, body) => send('PUT', path, body);
export const del = (path) => send('DELETE', path);

/** Sends what must arrive even if the page is being closed; whether it did nobody learns. */
export function putAndForget(path, body) {
  fetch(BASE + path, {method: 'PUT', headers: headers('PUT', body), body: JSON.stringify(body), keepalive: true})
    .catch(() => {});
}

/** Where the event stream is, from just after an event on. */
export const eventsUrl = (after) => `${BASE}/events${after ? `?after=${encodeURIComponent(after)}` : ''}`;

const headers = (method, body) => ({
  Accept: 'application/json, application/problem+json',
  ...(method === 'GET' ? {} : {'X-CSRF-Token': csrf}),
  ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
});

async function send(method, path, body, redirect = 'follow', deadlineMs = DEADLINE_MS) {
  let answer;
  try {
    answer = await fetch(BASE + path, {
      method,
      headers: headers(method, body),
      redirect,
      cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(deadlineMs),
    });
  } catch {
    throw new ApiError(0, t('error.unreachable'));
  }
  if (answer.type === 'opaqueredirect') {
    return null;
  }
  learnTime(answer.headers.get('Date'));
  const content = await answer.json().catch(() => null);
  if (!answer.ok) {
    const detail = plain(content?.detail ?? content?.title, 300);
    throw new ApiError(answer.status, detail || t('error.status', {status: answer.status}), content);
  }
  return content;
}
