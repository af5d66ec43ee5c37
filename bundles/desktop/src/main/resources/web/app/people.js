// Finding a colleague: by name, team, id or line, those who can take a call first.

import {plain} from './text.js';

const SHOWN = 7;
const ORDER = ['ready', 'workingAfterCall', 'busy', 'notReady', 'loggedOff'];

const bare = (word) => word.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether each word asked for begins a word of theirs, marks and capitals aside. */
function fits(agent, words) {
  const theirs = [agent.name, agent.agent, agent.team, agent.line]
    .flatMap((part) => bare(plain(part, 80)).split(/[\s._-]+/));
  return words.every((word) => theirs.some((part) => part.startsWith(word)));
}

/** Colleagues that fit what was typed; without a word, those of my own team. */
export function colleagues(state, asked, limit = SHOWN) {
  const words = bare(plain(asked, 80)).split(/\s+/).filter(Boolean);
  const me = state.agent;
  return [...state.colleagues.values()]
    .filter((agent) => agent.line && agent.agent !== me?.agent)
    .filter((agent) => (words.length ? fits(agent, words) : agent.team === me?.team))
    .sort((a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || plain(a.name).localeCompare(plain(b.name)))
    .slice(0, limit);
}
