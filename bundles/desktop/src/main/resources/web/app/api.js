// The REST client. Every failure is an ApiError whose message a person can act on.

import {learnTime} from './clock.js';
import {t} from './i18n.js';
import {plain} from './text.js';

const BASE = 'api/v1';
const DEADLINE_MS = 10_000;

let csrf = '';

export class ApiError extends Error {
  /** @param status the HTTP status, 0 when there was no answer */
  constructor(status, message) {
    super(message);
    this.status = status;
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

/** Where the event stream is, from just after an event on. */
export const eventsUrl = (after) => `${BASE}/events${after ? `?after=${encodeURIComponent(after)}` : ''}`;

async function send(method, path, body, redirect = 'follow', deadlineMs = DEADLINE_MS) {
  const headers = {Accept: 'application/json, application/problem+json'};
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = csrf;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(BASE + path, {
      method,
      headers,
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
    throw new ApiError(answer.status, detail || t('error.status', {status: answer.status}));
  }
  return content;
}
