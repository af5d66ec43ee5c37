// Which page is shown: the part of the address behind #/.

const PAGES = {desk: () => true, floor: supervises, wall: supervises, admin: administers};

function supervises({roles}) {
  return roles.includes('supervisor');
}

function administers({roles}) {
  return roles.includes('administrator');
}

/** Pages a person may open; who takes no calls and supervises begins with the floor. */
export function pagesOf(session) {
  const pages = Object.keys(PAGES).filter((page) => PAGES[page](session));
  return session.agent || pages.length === 1 ? pages : pages.filter((page) => page !== 'desk');
}

/** The page of an address, or the person's first one. */
export function routeOf(session, hash) {
  const asked = hash.replace(/^#\/?/, '');
  const pages = pagesOf(session);
  return pages.includes(asked) ? asked : pages[0];
}
