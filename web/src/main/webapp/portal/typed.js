/**
 * Notes what stands in the fields of a view.
 *
 * @param {Element} page with the view
 * @returns {function()} puts it back into the view that was drawn in its place, where that has the same fields
 */
export function typedIn(page) {
  const typed = fieldsOf(page).map((field) => ({ kind: kindOf(field), value: field.value, checked: field.checked }));
  return () => {
    const now = fieldsOf(page);
    if (typed.length === now.length && now.every((field, i) => kindOf(field) === typed[i].kind)) {
      now.forEach((field, i) => typeInto(field, typed[i]));
    }
  };
}

function fieldsOf(page) {
  return [...page.querySelectorAll('input, select, textarea')];
}

function kindOf({ tagName, name, autocomplete }) {
  return `${tagName} ${name} ${autocomplete}`;
}

/** As by hand, so that whoever listens to the field hears of it. */
function typeInto(field, { value, checked }) {
  if (field.value !== value || field.checked !== checked) {
    Object.assign(field, { value, checked });
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
