"""What must hold on every screen of the phones' page, looked for in the browser itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.lan.phones import Phone

_COLOURS = """
function rgb(text) {
  const parts = (text.match(/[\\d.]+/g) || []).map(Number);
  return parts.length === 3 ? parts.concat(1) : parts;
}
function over(top, below) {
  return [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
}
function ground(element) {
  if (!element) return [255, 255, 255, 1];
  const own = rgb(getComputedStyle(element).backgroundColor);
  return own[3] === 1 ? own : over(own, ground(element.parentElement));
}
function light(colour) {
  const [r, g, b] = colour.slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one, other) {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}
function seen(element) {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return box.width > 1 && box.height > 1 && style.visibility !== 'hidden';
}
"""

TARGETS = "button, .choice, summary, input[type=text]"

_FAULTS = (
    _COLOURS
    + """
const found = [];
const name = e => (e.id ? '#' + e.id : e.tagName) + ' ' + e.textContent.slice(0, 30);

// Text and borders of controls against what lies behind them.
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !seen(element)) continue;
  const ratio = contrast(rgb(getComputedStyle(element).color), ground(element));
  if (ratio < 4.5) found.push('contrast ' + ratio.toFixed(1) + ': ' + name(element));
}
document.querySelectorAll(".choice, input[type=text], button:not(.plain):not(.main)").forEach(e => {
  const ratio = contrast(rgb(getComputedStyle(e).borderTopColor), ground(e.parentElement));
  if (seen(e) && ratio < 3) found.push('border ' + ratio.toFixed(1) + ': ' + name(e));
});

// How far a ballot is shows by its bar, so that the filling differs from what it fills.
document.querySelectorAll('.bar').forEach(e => {
  const ratio = contrast(rgb(getComputedStyle(e.firstChild).backgroundColor), ground(e));
  if (ratio < 3) found.push('bar ' + ratio.toFixed(1));
});

// Large enough for a finger, inside the screen, and no text cut off.
document.querySelectorAll(arguments[0]).forEach(e => {
  const box = e.getBoundingClientRect();
  if (seen(e) && (box.height < 47.9 || box.width < 47.9)) {
    found.push('small ' + box.width.toFixed(0) + '×' + box.height.toFixed(0) + ': ' + name(e));
  }
});
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
if (wide > 0) found.push('wider than the screen by ' + wide);
document.querySelectorAll('body *').forEach(e => {
  const box = e.getBoundingClientRect();
  if (seen(e) && !e.closest('.heard') && box.right > document.documentElement.clientWidth + 0.5) {
    found.push('beyond the edge: ' + name(e));
  }
});

// Structure.
const ids = Array.from(document.querySelectorAll('[id]')).map(e => e.id);
ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push('twice: ' + id));
if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
if (document.querySelectorAll('main').length !== 1) found.push('not one main');
if (!['en', 'nl'].includes(document.documentElement.lang)) found.push('no language');
if (!document.title.trim()) found.push('no title');
document.querySelectorAll('[aria-describedby], [aria-labelledby]').forEach(e => {
  const to = (e.getAttribute('aria-describedby') || e.getAttribute('aria-labelledby')).split(' ');
  to.filter(id => !document.getElementById(id)).forEach(id => found.push('points nowhere: ' + id));
});
document.querySelectorAll('input').forEach(e => {
  if (!e.labels.length) found.push('no label: ' + name(e));
  const alone = /radio|checkbox/.test(e.type) && !e.closest('fieldset');
  if (alone) found.push('no fieldset: ' + name(e));
});
document.querySelectorAll('fieldset').forEach(e => {
  const legend = e.querySelector('legend');
  if (!legend || !legend.textContent.trim()) found.push('no legend');
});
document.querySelectorAll('[tabindex]').forEach(e => {
  if (e.tabIndex > 0) found.push('own focus order: ' + name(e));
});
document.querySelectorAll('svg').forEach(e => {
  if (e.getAttribute('aria-hidden') !== 'true') found.push('a picture without words');
});
if (!document.querySelector('[role=status], [aria-live]')) found.push('nothing is announced');
return found;
"""
)

NAMED = {"button", "radio", "checkbox", "textbox", "heading", "group", "list", "DisclosureTriangle"}


def faults(phone: Phone) -> list[str]:
    """Everything that is wrong with the screen that shows now."""
    found = [str(fault) for fault in phone.js(_FAULTS, TARGETS)]
    return found + nameless(phone)


def nodes(phone: Phone) -> list[tuple[str, str]]:
    """What a screen reader is told: role and name, as the browser works them out."""
    phone.cdp("Accessibility.enable")
    tree: list[dict[str, Any]] = phone.cdp("Accessibility.getFullAXTree")["nodes"]
    return [
        (str(node["role"]["value"]), str(node.get("name", {}).get("value", "")).strip())
        for node in tree
        if not node.get("ignored")
    ]


def nameless(phone: Phone) -> list[str]:
    """Controls that a screen reader could not call anything."""
    roles = NAMED - {"list", "group"}
    return [f"no name: {role}" for role, name in nodes(phone) if role in roles and not name]
