// The words of the page: one file a language. English fills what a translation lacks.

export const LANGUAGES = {en: 'English', vi: 'Tiếng Việt', th: 'ไทย', km: 'ខ្មែរ'};

const CHOICE = 'jackfield.language';
let words = {};
let language = 'en';

/** Loads the language somebody chose here, else the first one the browser asks for that we have. */
export async function loadLanguage() {
  language = chosen() ?? wanted() ?? 'en';
  const [english, own] = await Promise.all([read('en'), language === 'en' ? {} : read(language)]);
  words = {...english, ...own};
  document.documentElement.lang = language;
}

/** Keeps a choice and takes it at once. */
export async function chooseLanguage(choice) {
  try {
    localStorage.setItem(CHOICE, choice);
  } catch {
    // Storage may be forbidden in a frame; then the choice holds until the page is loaded anew.
  }
  language = choice;
  words = {...(await read('en')), ...(await read(choice))};
  document.documentElement.lang = choice;
}

export const currentLanguage = () => language;

/** Whether there is a word for a key: vocabularies grow, and a newer server may know more than this page. */
export const hasText = (key) => key in words;

/** The text of a key, with {name}s replaced. */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/** A time of day, with the weekday when it was not today. */
export function when(ms) {
  const sameDay = new Date(ms).toDateString() === new Date().toDateString();
  const parts = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(sameDay ? {} : {weekday: 'short'})};
  return new Intl.DateTimeFormat(language, parts).format(ms);
}

async function read(code) {
  const answer = await fetch(`i18n/${code}.json`);
  return answer.ok ? answer.json() : {};
}

function chosen() {
  try {
    const choice = localStorage.getItem(CHOICE);
    return choice in LANGUAGES ? choice : null;
  } catch {
    return null;
  }
}

const wanted = () => navigator.languages.map((tag) => tag.split('-')[0]).find((code) => code in LANGUAGES);
