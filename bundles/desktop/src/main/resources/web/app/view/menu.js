// A menu button after the ARIA Authoring Practices. The markup is the caller's; this element adds the behaviour.
// <jf-menu><button>…</button><div role="menu" hidden>… role="menuitem…" …</div></jf-menu>

class Menu extends HTMLElement {
  #outside = (event) => this.contains(event.target) || this.close();

  connectedCallback() {
    this.addEventListener('click', this.#clicked);
    this.addEventListener('keydown', this.#keyPressed);
    this.addEventListener('focusout', this.#focusLeft);
  }

  disconnectedCallback() {
    document.removeEventListener('pointerdown', this.#outside);
  }

  get #button() {
    return this.querySelector(':scope > button');
  }

  get #list() {
    return this.querySelector(':scope > [role=menu]');
  }

  get #items() {
    return [...this.#list.querySelectorAll('[role^=menuitem]')];
  }

  open(at = 0) {
    this.#list.hidden = false;
    this.#button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', this.#outside);
    this.#items.at(at)?.focus();
  }

  close() {
    this.#list.hidden = true;
    this.#button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', this.#outside);
  }

  #clicked = (event) => {
    if (event.target.closest('[role^=menuitem]')) {
      this.close();
      this.#button.focus();
    } else if (event.target.closest('button') === this.#button) {
      this.#list.hidden ? this.open() : this.close();
    }
  };

  #focusLeft = ({relatedTarget}) => {
    if (relatedTarget && !this.contains(relatedTarget)) {
      this.close();
    }
  };

  #keyPressed = (event) => {
    const at = this.#items.indexOf(document.activeElement);
    const moves = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1};
    if (event.key === 'Escape') {
      this.close();
      this.#button.focus();
    } else if (event.key in moves) {
      event.preventDefault();
      this.#list.hidden
        ? this.open(event.key === 'ArrowUp' ? -1 : 0)
        : this.#items.at(moves[event.key] % this.#items.length).focus();
    }
  };
}

customElements.define('jf-menu', Menu);
