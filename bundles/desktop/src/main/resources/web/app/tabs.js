// Several tabs of one person at one browser: one of them leads, and all of them hear each other.

/**
 * @param user whose tabs these are
 * @param onLead called once this tab leads: the others have gone, or there was none
 * @param onMessage takes what another tab told
 */
export function joinTabs(user, {onLead, onMessage}) {
  const name = `jackfield.desk.${user}`;
  const channel = new BroadcastChannel(name);
  let leading = false;
  channel.onmessage = ({data}) => onMessage(data);

  function lead() {
    leading = true;
    onLead();
    return new Promise(() => {});
  }

  return {
    /** Begins to stand for leadership; a browser without locks (no HTTPS) lets every tab lead itself. */
    stand: () => (navigator.locks ? navigator.locks.request(name, lead) : lead()),
    leads: () => leading,
    tell: (message) => channel.postMessage(message),
  };
}
