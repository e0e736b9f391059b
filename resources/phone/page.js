/* The phones' page: joins the room, shows what is asked, keeps the ballot until it is saved.

   Plain script for browsers of about 2017 on: no modules, no async, no optional chaining; nothing
   is ever written as HTML, so that what people typed stays text. In this order: words, what the
   phone keeps, the ballot, the room (HTTP), the screens, one function for each, and the history. */

(function () {
  "use strict";

  const DONE = "done";
  const CODE_LENGTH = 6;
  const MOST_IN_LIST = 11;           // a number with more answers is typed
  const KEPT_FOR = 12 * 3600 * 1000; // what no room ever asked for again is dropped
  const MOST_KEPT = 8;               // ballots of rounds that are open at once; the newest stay
  const LEASE = 25000;               // longer than one try to send

  // ---- Words ------------------------------------------------------------------------------

  let words = null;
  let language = "en";

  function say(key, fields) {
    const texts = words[language];
    let text = texts[key];
    if (text === undefined) {
      text = texts[key + (fields && fields.n === 1 ? ".one" : ".other")];
    }
    return text.replace(/\{(\w+)\}/g, function (whole, name) {
      return fields && name in fields ? String(fields[name]) : whole;
    });
  }

  /* What the method or somebody in the room wrote: {"en": …, "nl": …}, or one text for all. */
  function told(texts) {
    if (!texts) return "";
    if (typeof texts !== "object") return String(texts);
    const known = [texts[language], texts.en, texts.nl].filter(Boolean);
    return known.length ? String(known[0]) : "";
  }

  function chooseLanguage() {
    const wanted = [shelf.read("language")].concat(navigator.languages || [navigator.language]);
    const known = wanted.map(function (tag) {
      return String(tag).slice(0, 2).toLowerCase();
    }).filter(function (tag) { return tag in words; });
    language = known[0] || "en";
  }

  // ---- What the phone keeps ---------------------------------------------------------------

  /* Shared by the tabs of this browser; where it may keep nothing, this tab keeps it in memory. */
  const shelf = (function () {
    const memory = {};
    let store = null;
    try {
      window.localStorage.setItem("try", "1");
      window.localStorage.removeItem("try");
      store = window.localStorage;
    } catch (refused) { store = null; }
    return {
      read: function (name) {
        const found = store ? store.getItem(name) : null;
        return found === null ? (name in memory ? memory[name] : null) : found;
      },
      write: function (name, value) {
        try {
          if (!store) throw new Error("no store");
          store.setItem(name, value);
          delete memory[name];
        } catch (full) { memory[name] = value; }
      },
      drop: function (name) {
        delete memory[name];
        if (store) store.removeItem(name);
      }
    };
  })();

  function parsed(name) {
    try { return JSON.parse(shelf.read(name)); } catch (broken) { return null; }
  }

  /* Holds ids as they come: a plain object has things of its own, such as "constructor". */
  function bare(values) { return Object.assign(Object.create(null), values); }

  function randomHex(bytes) {
    const numbers = window.crypto.getRandomValues(new Uint8Array(bytes));
    return Array.prototype.map.call(numbers, function (number) {
      return (number + 256).toString(16).slice(1);
    }).join("");
  }

  const tab = randomHex(8);
  let inTab = "";        // what the saved ballots say

  // ---- The ballot -------------------------------------------------------------------------

  /* A list of one for each round that is still open, the newest first; all tabs share it, so it is
     read again each time. */
  function ballots(text) {
    try {
      const kept = JSON.parse(text === undefined ? shelf.read("ballot") : text);
      if (!Array.isArray(kept)) return [];
      const said = readSaid();
      return kept.map(function (one) {
        const mine = said[one.round];
        const isSaid = one.saved && !one.pending && !one.edited && mine;
        return isSaid && mine.stamp === one.stamp ? Object.assign(one, mine) : one;
      });
    } catch (broken) { return []; }
  }

  /* What a ballot that is saved says stays in this tab, to change it, and goes with the tab: for the
     others, and on disk, there is only its key. */
  function keepAll(kept) {
    const said = bare();
    const outside = kept.slice(0, MOST_KEPT).map(function (one) {
      if (!one.saved || one.pending || one.edited) return one;
      said[one.round] = {
        stamp: one.stamp, group: one.group, answers: one.answers, passed: one.passed
      };
      return Object.assign({}, one, { group: null, answers: {}, passed: {} });
    });
    keepSaid(said);
    if (outside.length) shelf.write("ballot", JSON.stringify(outside));
    else shelf.drop("ballot");
  }

  function keepSaid(said) {
    const text = Object.keys(said).length ? JSON.stringify(said) : "";
    inTab = text;
    try {
      if (text) window.sessionStorage.setItem("said", text);
      else window.sessionStorage.removeItem("said");
    } catch (refused) { /* kept in memory */ }
  }

  /* A tab that is open beside the one that sent has what was sent, as that one has. */
  function overhear(before, after) {
    let sent = [];
    let saved = [];
    try {
      sent = JSON.parse(before) || [];
      saved = JSON.parse(after) || [];
    } catch (broken) { return; }
    const said = readSaid();
    saved.forEach(function (one) {
      const old = sent.filter(function (other) { return other.key === one.key; })[0];
      if (!one.saved || one.pending || one.edited || !old || !old.pending) return;
      said[one.round] = {
        stamp: one.stamp, group: old.group, answers: old.answers, passed: old.passed
      };
    });
    keepSaid(said);
  }

  function readSaid() {
    let text = inTab;
    try { text = text || window.sessionStorage.getItem("said"); } catch (refused) { /* - */ }
    try { return bare(JSON.parse(text)); } catch (broken) { return bare(); }
  }

  function keepOnly(wanted) {
    const kept = ballots();
    const left = kept.filter(wanted);
    if (left.length < kept.length || !left.length) keepAll(left);
  }

  function isHere(kept) { return kept.round === room.round; }

  function isElsewhere(kept) { return !isHere(kept); }

  /* The one of the round that is asked.
     sent = tried at least once; pending = cast, not yet known to be saved; edited = changed since. */
  function ballot() {
    const kept = ballots().filter(isHere)[0];
    if (kept) {
      kept.answers = bare(kept.answers);
      kept.passed = bare(kept.passed);
      return kept;
    }
    return {
      round: room.round, key: randomHex(16), group: null, answers: bare(), passed: bare(), place: 0,
      sent: false, pending: false, saved: false, edited: false, since: Date.now(),
      activity: room.activity
    };
  }

  function keep(kept) {
    const all = ballots();
    if (isHere(kept)) keepAll([kept].concat(all.filter(isElsewhere)));
    else keepAll(all.map(function (one) { return one.round === kept.round ? kept : one; }));
  }

  /* Cast in a round that is not shown, and not known to be saved: of no use to anybody else. */
  function waitsElsewhere(kept) { return kept.pending && isElsewhere(kept); }

  function change(alter) {
    const kept = ballot();
    alter(kept);
    kept.edited = true;
    keep(kept);
  }

  function forget() {
    keepOnly(isElsewhere);
    shelf.drop("sending");
    drafts = bare();
    fault = "";
  }

  /* One screen for each question; all options of one ranking are one. */
  function sheets() {
    const found = [];
    room.questions.forEach(function (question) {
      const last = found[found.length - 1];
      const ranked = question.form === "rank";
      if (ranked && last && last.form === "rank" && last.part === question.part_of) {
        last.lines.push(question);
        return;
      }
      found.push({
        id: question.id, form: question.form, part: question.part_of, lines: [question],
        prompt: ranked ? asks(question.part_of) : question.prompt
      });
    });
    return found;
  }

  /* What a ranking asks: its own words where the round has some, else the activity's question. */
  function asks(part) { return room.words && room.words[part] || room.question; }

  function steps() {
    const found = sheets().map(function (sheet) { return { kind: "question", sheet: sheet }; });
    if (room.groups.length) found.unshift({ kind: "group" });
    found.push({ kind: "review" });
    return found;
  }

  function places(sheet) {
    return (sheet.lines[0].answers || []).map(function (answer) { return answer.value; });
  }

  /* The options that have a place, best first. */
  function order(sheet, kept) {
    const wanted = places(sheet);
    return sheet.lines.filter(function (line) {
      return wanted.indexOf(kept.answers[line.id]) >= 0;
    }).sort(function (one, other) {
      return wanted.indexOf(kept.answers[one.id]) - wanted.indexOf(kept.answers[other.id]);
    });
  }

  function setOrder(sheet, lines) {
    const wanted = places(sheet);
    change(function (kept) {
      delete kept.passed[sheet.id];
      sheet.lines.forEach(function (line) { delete kept.answers[line.id]; });
      lines.forEach(function (line, index) { kept.answers[line.id] = wanted[index]; });
    });
  }

  function isTyped(sheet) {
    return sheet.form === "word" ||
      sheet.form === "number" && sheet.lines[0].answers.length > MOST_IN_LIST;
  }

  function isAnswered(step, kept) {
    if (step.kind === "group") return kept.group !== null;
    if (step.kind !== "question" || kept.passed[step.sheet.id]) return true;
    return step.sheet.lines.some(function (line) { return Boolean(kept.answers[line.id]); });
  }

  function choose(sheet, value) {
    change(function (kept) {
      delete kept.passed[sheet.id];
      if (value) kept.answers[sheet.id] = value;
      else delete kept.answers[sheet.id];
    });
  }

  /* "I can't say": the scale's own zero where it has one, else a blank. */
  function passOver(sheet) {
    change(function (kept) {
      sheet.lines.forEach(function (line) { delete kept.answers[line.id]; });
      if (sheet.lines[0].zero) kept.answers[sheet.id] = sheet.lines[0].zero.value;
      kept.passed[sheet.id] = true;
    });
    delete drafts[sheet.id];
  }

  // ---- The room ---------------------------------------------------------------------------

  let room = null;       // the last answer to GET /state
  let joined = null;     // null until the room has answered
  let joining = false;
  let lost = false;
  let busy = "";         // why a ballot waits although the room answers
  let outcome = "";      // what became of a ballot that is gone; never what it said
  let tidings = null;    // the same of a round that is not shown: what it is called, and words
  let fault = "";        // what is wrong on this screen
  let drafts = bare();     // what stands in a field and is no answer yet
  let waitUntil = 0;     // no code is tried before
  let secret = "";
  let events = null;
  let asking = false;
  let askAgain = false;
  let sending = false;
  let casts = 0;
  let failures = 0;
  let timer = 0;
  let sendTimer = 0;
  let leaving = false;   // the history was asked to go back

  function ask(method, path, body, answered) {
    const request = new XMLHttpRequest();
    let open = true;
    function finish() {
      if (!open) return;
      open = false;
      let reply = null;
      try { reply = JSON.parse(request.responseText); } catch (none) { reply = null; }
      answered(reply === null ? 0 : request.status, reply || {});
    }
    request.onload = request.onerror = request.ontimeout = request.onabort = finish;
    request.open(method, path);
    request.timeout = 20000;
    if (body === null) {
      request.send();
    } else {
      request.setRequestHeader("Content-Type", "application/json");
      request.send(JSON.stringify(body));
    }
  }

  function later(seconds) { return seconds * 1000 * (0.75 + Math.random() / 2); }

  /* Ask for the state, one question at a time, and again after a while. */
  function refresh() {
    if (asking) { askAgain = true; return; }
    asking = true;
    askAgain = false;
    const before = casts;
    ask("GET", "/state", null, function (status, reply) {
      asking = false;
      failures = status === 0 ? failures + 1 : 0;
      if (status === 200) {
        setLost(false);
        const entered = joined !== true;
        joined = true;
        forgetSecret();
        accept(reply, before === casts && !sending, entered);
        listen();
        send();
      } else if (status === 401) {
        setLost(false);
        outside();
      } else {
        setLost(status === 0);
      }
      wait(status === 429 ? reply.seconds : 0);
    });
  }

  function wait(seconds) {
    window.clearTimeout(timer);
    if (room && room.state === "ended") { deafen(); return; }
    const quiet = events && events.readyState === 1 && !lost && navigator.onLine !== false;
    const normal = quiet ? 25 : lost ? Math.min(1 + failures, 5) : 4;
    if (joined !== false) timer = window.setTimeout(refresh, askAgain ? 50 : later(seconds || normal));
  }

  /* Told of changes; where that fails, asking every few seconds does the same. */
  function listen() {
    if (!window.EventSource || document.hidden || events && events.readyState !== 2) return;
    events = new window.EventSource("/events");
    events.addEventListener("state", refresh);
    events.addEventListener("turnout", function (event) {
      try { room.turnout = JSON.parse(event.data); } catch (broken) { return; }
      showTurnout();
    });
    events.onopen = function () { if (lost) refresh(); };
    events.onerror = function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(refresh, later(1));
    };
  }

  function deafen() {
    if (events) events.close();
    events = null;
  }

  function setLost(now) {
    if (lost === now || now && room && room.state === "ended") return;
    lost = now;
    if (!lost && timer) listen();
    showNotice();
    if (position() === DONE || joined === null) show();
  }

  function accept(reply, current, entered) {
    const before = room;
    room = reply;
    room.groups = room.groups || [];
    room.questions = room.questions || [];
    room.mine = room.mine || {};
    room.rounds = room.rounds || [];
    const stays = before && before.state === room.state && before.round === room.round;
    if (!stays) { fault = ""; drafts = bare(); hear(null); }
    if (room.state !== "open") settle();
    keepOnly(function (kept) {
      return isHere(kept) || room.rounds.indexOf(kept.round) >= 0 || kept.pending;
    });
    if (room.state === "open" && !stays) begin();
    if (room.state === "open" && current) compare();
    if (stays && !entered && before.version === room.version) showTurnout();
    else show(!stays || entered);
  }

  /* The round is over: nothing of the choice stays, only what became of it is said. */
  function settle() {
    const kept = ballots().filter(isHere)[0];
    if (room.state === "lobby") outcome = "";
    if (kept) {
      const begun = kept.pending || kept.edited;
      if (room.mine.saved) outcome = begun ? "phone.closed.saved_before" : "phone.closed.saved";
      else if (kept.pending) outcome = "phone.closed.late";
      else outcome = begun ? "phone.closed.uncast" : "";
    } else if (room.state === "closed" && !outcome && room.mine.saved) {
      outcome = "phone.closed.saved";
    }
    forget();
  }

  /* What the room has of this phone is true, whatever the phone believes. */
  function compare() {
    const kept = ballot();
    if (room.mine.saved && !kept.saved && kept.sent && !kept.pending) {
      kept.saved = kept.edited = true;
    } else if (!room.mine.saved && kept.saved) {
      kept.saved = false;
      kept.pending = !kept.edited && steps().every(function (step) { return isAnswered(step, kept); });
      kept.place = 0;
    } else {
      return;
    }
    keep(kept);
    show();
  }

  function outside() {
    deafen();
    joined = false;
    if (secret && !joining) join({ secret: secret });
    else show(true);
  }

  function join(proof) {
    joining = true;
    show();
    ask("POST", "/join", proof, function (status, reply) {
      joining = false;
      if (status === 200) {
        forgetSecret();
        drafts = bare();
        fault = "";
        joined = null;
        entered();
        return;
      }
      if (status === 0) {
        setLost(true);
        fault = "phone.lost.short";
        if (proof.secret) window.setTimeout(outside, later(2));
      } else if (status === 429) {
        setLost(false);
        waitUntil = Date.now() + 1000 * (reply.seconds || 5);
        fault = "";
        count();
        if (proof.secret) window.setTimeout(outside, 1000 * (reply.seconds || 5));
      } else {
        setLost(false);
        fault = proof.secret ? "phone.join.old" : "phone.join.wrong";
        forgetSecret();
      }
      show(true);
    });
  }

  /* A browser that keeps no cookies joins and is a stranger again. */
  function entered() {
    ask("GET", "/state", null, function (status) {
      if (status === 401) {
        joined = false;
        fault = "phone.join.cookies";
        show(true);
      } else {
        refresh();
      }
    });
  }

  /* Counts the seconds down until a code may be tried again. */
  function count() {
    const left = Math.ceil((waitUntil - Date.now()) / 1000);
    if (joined !== false) return;
    const place = document.getElementById("wait");
    if (left > 0) {
      if (place) fill(place, say("phone.join.wait", { n: left }));
      window.setTimeout(count, 500);
    } else if (place) {
      fill(place, say("phone.join.ready"));
    }
  }

  /* Another tab of this browser that is sending goes first; both have the same key. */
  function isAnothers() {
    const lease = parsed("sending");
    return Boolean(lease && lease.tab !== tab && lease.until > Date.now());
  }

  /* The ballot to send: of the round that is shown, else one that waited while the room went on. */
  function next() {
    const kept = ballot();
    return room.state === "open" && kept.pending ? kept : ballots().filter(waitsElsewhere)[0];
  }

  function send() {
    const kept = next();
    window.clearTimeout(sendTimer);
    if (!kept || sending || lost || joined !== true) return;
    if (isAnothers()) { sendTimer = window.setTimeout(send, later(2)); return; }
    sending = kept.sent = true;
    keep(kept);
    shelf.write("sending", JSON.stringify({ tab: tab, until: Date.now() + LEASE }));
    const body = { round: kept.round, key: kept.key, group: kept.group || "", answers: given(kept) };
    ask("POST", "/ballot", body, function (status, reply) {
      sending = false;
      casts += 1;
      shelf.drop("sending");
      answer(body, status, reply);
    });
  }

  function given(kept) {
    const found = bare();
    const asked = room.questions.map(function (line) { return line.id; });
    (isHere(kept) ? asked : Object.keys(kept.answers)).forEach(function (id) {
      if (kept.answers[id]) found[id] = kept.answers[id];
    });
    return found;
  }

  function answer(body, status, reply) {
    if (body.round !== room.round) { answerElsewhere(body, status, reply); return; }
    const kept = ballot();
    if (kept.key !== body.key) { refresh(); return; }
    busy = "";
    if (status === 200 && reply.saved) {
      accepted(kept);
      keep(kept);
      room.mine.saved = true;
      setLost(false);
      follow();
      show(true);
      send();
    } else if (status === 409 || status === 401) {
      if (reply.reason === "voted") {
        forget();
        room.mine.saved = true;
        show(true);
      }
      refresh();
    } else if (status === 422 || status === 413) {
      refused(kept, reply.faults || []);
    } else if (status === 0) {
      setLost(true);
      wait(0);
    } else {
      busy = status === 503 ? "phone.kept.disk" : "phone.kept.busy";
      sendTimer = window.setTimeout(send, later(reply.seconds || 4));
    }
    if (position() === DONE) show();
  }

  /* The stamp tells the tabs whose answers are the ones that were saved. */
  function accepted(kept) {
    kept.pending = kept.edited = false;
    kept.saved = true;
    kept.stamp = randomHex(8);
  }

  /* What became of a ballot while another round is shown is said above that. */
  function answerElsewhere(body, status, reply) {
    const kept = ballots().filter(function (one) {
      return one.round === body.round && one.key === body.key;
    })[0];
    if (!kept || status === 401) { refresh(); return; }
    if (status === 0) {
      setLost(true);
      wait(0);
    } else if (status === 200 && reply.saved) {
      accepted(kept);
      keep(kept);
      hear(kept, "phone.saved.title");
      send();
    } else if (status === 409) {
      const counts = reply.saved || reply.reason === "voted";
      keepOnly(function (one) { return one.key !== kept.key; });
      hear(kept, counts ? "phone.closed.saved_before" : "phone.closed.late");
      send();
    } else if (status === 422 || status === 413) {
      kept.pending = false;
      kept.edited = true;
      keep(kept);
      hear(kept, "phone.refused");
      send();
    } else {
      sendTimer = window.setTimeout(send, later(reply.seconds || 4));
    }
  }

  function hear(kept, key) {
    tidings = kept && { activity: kept.activity, key: key };
    showNotice();
  }

  /* Take the faulty answers away and ask for them again. */
  function refused(kept, faults) {
    const wrong = faults.map(function (one) { return one.question; });
    let first = -1;
    if (room.groups.length && wrong.indexOf("") >= 0) {
      kept.group = null;
      first = 0;
    }
    steps().forEach(function (step, index) {
      const hit = step.kind === "question" && step.sheet.lines.some(function (line) {
        return wrong.indexOf(line.id) >= 0;
      });
      if (!hit) return;
      if (first < 0) first = index;
      step.sheet.lines.forEach(function (line) { delete kept.answers[line.id]; });
      delete kept.passed[step.sheet.id];
    });
    kept.pending = false;
    kept.edited = true;
    kept.place = steps().length - 1;
    keep(kept);
    enter(kept.place, "pushState");
    if (first < 0) arrive("phone.refused");
    else edit(first, "phone.refused");
  }

  // ---- Making elements --------------------------------------------------------------------

  const DRAWN = {
    check: "M5 12.5l4.5 4.5L19 7.5", back: "M15 5l-7 7 7 7", next: "M9 5l7 7-7 7",
    up: "M12 19V5M6 11l6-6 6 6", down: "M12 5v14M6 13l6 6 6-6", cross: "M6 6l12 12M18 6L6 18",
    lock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    person: "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20a7 7 0 0 1 14 0",
    warn: "M12 4l9 16H3zM12 10v4M12 17v.1", clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
    saved: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.5l3 3 5.5-6"
  };

  function icon(name, look) {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("aria-hidden", "true");
    drawing.setAttribute("focusable", "false");
    if (look) drawing.setAttribute("class", look);
    path.setAttribute("d", DRAWN[name]);
    drawing.appendChild(path);
    return drawing;
  }

  /* An element; what is not a node becomes text, never HTML. */
  function make(tag, attributes) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      const value = attributes[name];
      if (typeof value === "function") element.addEventListener(name, value);
      else if (name === "checked" || name === "value") element[name] = value;
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    });
    Array.prototype.slice.call(arguments, 2).forEach(function (child) { add(element, child); });
    return element;
  }

  function add(element, child) {
    if (Array.isArray(child)) child.forEach(function (one) { add(element, one); });
    else if (child instanceof Node) element.appendChild(child);
    else if (child !== null && child !== undefined && child !== false && child !== "") {
      element.appendChild(document.createTextNode(String(child)));
    }
    return element;
  }

  function fill(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
    Array.prototype.slice.call(arguments, 1).forEach(function (child) { add(element, child); });
  }

  function head(text) { return make("h1", { id: "head", tabindex: "-1", dir: "auto" }, text); }

  function button(id, text, pressed, look) {
    return make("button", { id: id, type: "button", class: look, click: pressed }, text);
  }

  function announce(text) {
    const place = document.getElementById("said");
    fill(place);
    window.setTimeout(function () { fill(place, text); }, 50);
  }

  // ---- The screens ------------------------------------------------------------------------

  let heard = 0;

  function turnoutText() {
    const turnout = room && room.turnout;
    if (!turnout || typeof turnout.voted !== "number") return "";
    const key = !turnout.present ? "phone.turnout_open"
      : turnout.voted > turnout.present ? "phone.turnout_surplus" : "phone.turnout";
    return say(key, { n: turnout.voted, total: turnout.present });
  }

  /* Seen at once; heard every quarter of a minute at most, not at every vote. */
  function showTurnout() {
    const place = document.getElementById("turnout");
    if (!place || place.textContent === turnoutText()) return;
    fill(place, turnoutText());
    if (Date.now() - heard > 15000) {
      heard = Date.now();
      announce(turnoutText());
    }
  }

  function showNotice() {
    if (!words) return;
    fill(document.getElementById("notice"), lost && make("div", { class: "warn" },
      icon("warn"), " ", make("strong", null, say("phone.lost.title")),
      make("p", { class: "small" }, say("phone.lost.text"))),
    tidings && make("div", { id: "tidings", class: "warn" },
      make("strong", { dir: "auto" }, told(tidings.activity)),
      make("p", { class: "small" }, say(tidings.key))));
  }

  /* What is voted on, else the workshop. */
  function heading() {
    const activity = room && room.state === "open" && room.activity;
    return told(activity) || told(room && room.title);
  }

  function showFrame() {
    document.documentElement.lang = language;
    fill(document.getElementById("title"), heading() || say("phone.workshop"));
    const place = document.getElementById("languages");
    place.setAttribute("aria-label", say("phone.language"));
    fill(place, Object.keys(words).map(function (tag) {
      return make("button", {
        id: "language-" + tag, type: "button", class: "plain", lang: tag,
        "aria-pressed": String(tag === language),
        click: function () {
          shelf.write("language", tag);
          language = tag;
          showNotice();
          show();
        }
      }, words[tag]["phone.language.name"]);
    }));
  }

  /* Draw the screen that belongs to now. The keyboard stays where it was, unless the screen is
     another one: then its heading has it, so that a screen reader begins there. */
  function show(moves) {
    if (!words) return;
    leaving = false;
    const active = document.activeElement;
    const here = active && active.id;
    const caret = active && active.type === "text" ? active.selectionStart : null;
    showFrame();
    fill(document.getElementById("screen"), screen());
    document.title = [document.getElementById("head").textContent, heading()]
      .filter(Boolean).join(" · ");
    const same = !moves && here && document.getElementById(here);
    if (same) {
      same.focus();
      if (caret !== null && same.setSelectionRange) same.setSelectionRange(caret, caret);
    } else if (moves || here) {
      focus("head");
    }
    if (moves) window.scrollTo(0, 0);
    castAbove();
  }

  function focus(id) {
    const element = document.getElementById(id);
    if (element) element.focus();
  }

  function screen() {
    if (joined === false) return joinScreen();
    if (joined === null || !room) return connectingScreen();
    if (room.state === "closed") return closedScreen();
    if (room.state === "ended") return endedScreen();
    if (room.state !== "open") return lobbyScreen();
    const kept = ballot();
    if (room.mine.saved && !kept.saved && !kept.pending) return votedScreen();
    if (position() === DONE) return kept.pending ? keptScreen() : savedScreen(kept);
    const step = steps()[position()];
    if (step.kind === "group") return groupScreen(kept);
    return step.kind === "review" ? reviewScreen(kept) : questionScreen(step.sheet, kept);
  }

  function connectingScreen() {
    return [head(say("phone.connecting"))];
  }

  function faultLine() {
    return fault && make("p", { id: "fault", class: "danger", role: "alert" },
      icon("warn"), " ", say(fault, faultFields));
  }

  let faultFields = {};

  function fail(key, target, fields) {
    fault = key;
    faultFields = fields || {};
    show();
    focus(target);
  }

  function joinScreen() {
    if (joining && secret) return connectingScreen();
    const waits = Date.now() < waitUntil;
    return make("form", { submit: onJoin, autocomplete: "off" },
      head(say("phone.join.title")),
      make("p", null, say("phone.join.hint")),
      make("label", { class: "field", for: "code" }, say("phone.join.code")),
      make("input", {
        id: "code", type: "text", class: "code", value: drafts.code || "", maxlength: "12",
        autocapitalize: "characters", autocomplete: "off", autocorrect: "off", spellcheck: "false",
        "aria-describedby": fault ? "fault" : false, "aria-invalid": fault ? "true" : false,
        input: function (event) { drafts.code = event.target.value; }
      }),
      faultLine(),
      make("p", { id: "wait", role: "status" },
        waits && say("phone.join.wait", { n: Math.ceil((waitUntil - Date.now()) / 1000) })),
      make("div", { class: "buttons" },
        make("button", { id: "join", class: "main", "aria-disabled": joining ? "true" : false },
          say("phone.join.go"))));
  }

  function onJoin(event) {
    event.preventDefault();
    const code = (drafts.code || "").replace(/[^0-9a-z]/gi, "").toUpperCase();
    if (joining) return;
    if (Date.now() < waitUntil) { focus("code"); count(); return; }
    if (code.length !== CODE_LENGTH) { fail("phone.join.short", "code"); return; }
    fault = "";
    join({ code: code });
  }

  function noteText() {
    return told(room.note) || say(room.named ? "phone.note.named" : "phone.note.secret");
  }

  function note() {
    return make("div", { class: "note small" }, make("h2", null, say("phone.note.title")),
      make("p", { dir: "auto" }, noteText()));
  }

  /* On every screen of the ballot: who gets to know, and below it what a network can see. */
  function secrecy() {
    return make("details", { class: "secrecy" },
      make("summary", null, icon(room.named ? "person" : "lock"), " ",
        make("span", { id: "secrecy" }, say(room.named ? "phone.named" : "phone.secret"))),
      make("p", { dir: "auto" }, noteText()));
  }

  function lobbyScreen() {
    return [
      icon("clock", "big"), head(say("phone.lobby.title")),
      make("p", null, say("phone.lobby.text")), note()
    ];
  }

  function closedScreen() {
    return [
      icon("lock", "big"), head(say("phone.closed.title")),
      outcome && make("p", { id: "outcome" }, say(outcome)),
      make("p", null, say("phone.closed.text"))
    ];
  }

  function endedScreen() {
    return [
      icon("check", "big"), head(say("phone.ended.title")),
      outcome && make("p", { id: "outcome" }, say(outcome)),
      make("p", null, say("phone.ended.text"))
    ];
  }

  function turnoutLine() {
    return make("p", { id: "turnout", class: "turnout" }, turnoutText());
  }

  function votedScreen() {
    return [
      icon("saved", "big ok"), head(say("phone.voted.title")),
      make("p", null, say("phone.voted.text")), turnoutLine()
    ];
  }

  function savedScreen(kept) {
    return [
      icon("saved", "big ok"), head(say("phone.saved.title")),
      make("p", null, say("phone.saved.text")),
      kept.edited && make("p", { class: "warn" }, icon("warn"), " ", say("phone.saved.edited")),
      turnoutLine(),
      make("div", { class: "buttons" }, button("change", say("phone.change"), onChange)),
      secrecy()
    ];
  }

  function keptScreen() {
    const waits = lost || busy;
    return [
      icon("clock", "big"), head(say(waits ? "phone.kept.title" : "phone.sending")),
      waits && make("p", null, say(lost ? "phone.kept.text" : busy)),
      waits && make("div", { class: "buttons" },
        button("change", say("phone.change"), onChange),
        button("erase", say("phone.kept.erase"), onErase)),
      secrecy()
    ];
  }

  function onChange() {
    const kept = ballot();
    if (sending) return;
    const last = steps().length - 1;
    if (!kept.pending) { go(last); return; }
    kept.pending = false;
    kept.edited = true;
    kept.place = last;
    keep(kept);
    lead(last);
    arrive();
  }

  function onErase() {
    if (sending) return;
    const kept = ballot();
    kept.answers = bare();
    kept.passed = bare();
    kept.group = null;
    kept.pending = kept.edited = false;
    keep(kept);
    drafts = bare();
    go(0);
    announce(say("phone.kept.erased"));
  }

  // -- A ballot's screens

  function stepLine(index) {
    const all = steps();
    const first = all[0].kind === "group" ? 1 : 0;
    const count = all.length - 1 - first;
    const kind = all[index].kind;
    const text = kind === "group" ? say("phone.step.group")
      : kind === "review" ? say("phone.step.review")
        : count === 1 ? say("phone.step.only")
          : say("phone.step.question", { step: index - first + 1, steps: count });
    const inside = make("div");
    inside.style.width = 100 * (index + 1) / all.length + "%";
    return make("div", { class: "step" }, make("span", { id: "step" }, text),
      make("div", { class: "bar", "aria-hidden": "true" }, inside));
  }

  function again() {
    return ballot().saved && make("p", { class: "warn small" }, icon("warn"), " ", say("phone.earlier"));
  }

  function buttons(last) {
    return make("div", { class: "buttons" },
      (position() > 0 || isEditing()) && make("button", { id: "back", type: "button", click: onBack },
        icon("back"), " ", say("phone.back")),
      last || make("button", { id: "next", class: "main" },
        isEditing() ? say("phone.next.review") : [say("phone.next"), " ", icon("next")]));
  }

  /* Where two taps come at once, the second goes nowhere. */
  function onBack() {
    if (!leaving) window.history.back();
    leaving = true;
  }

  function radio(name, index, mark, text, chosen, picked, apart) {
    const id = name + "-" + index;
    return make("div", { class: apart ? "answer apart" : "answer" },
      make("input", { id: id, type: "radio", name: name, checked: chosen, change: picked }),
      make("label", { class: "choice", for: id },
        mark && make("span", { class: "mark" }, mark),
        make("span", { class: "words", dir: "auto" }, text), icon("check")));
  }

  /* A heading that names its answers for a screen reader. */
  function asked(title, hint, index, content) {
    return make("form", { id: "form", submit: onNext, autocomplete: "off" },
      stepLine(index), again(),
      make("fieldset", { "aria-describedby": (hint ? "hint " : "") + "secrecy" },
        make("legend", null, head(title)),
        hint && make("p", { id: "hint", class: "quiet", dir: "auto" }, hint), content),
      faultLine(), buttons(), secrecy());
  }

  function groupScreen(kept) {
    const left = room.groups.filter(function (group) {
      return !group.voted || group.id === kept.group;
    });
    const found = left.map(function (group, index) {
      return radio("group", index, "", told(group.label), kept.group === group.id, function () {
        chooseGroup(group.id);
      });
    });
    if (!room.named) {
      found.push(radio("group", "none", "", say("phone.group.none"), kept.group === "",
        function () { chooseGroup(""); }, true));
    }
    return asked(firstTitle(), say(room.named ? "phone.name.hint" : "phone.group.hint"), position(),
      make("div", { class: "answers" }, found));
  }

  // The first step asks for a group, or in a named round who one is.
  function firstTitle() {
    return say(room.named ? "phone.name.title" : "phone.group.title");
  }

  function chooseGroup(id) {
    change(function (kept) { kept.group = id; });
    unfault();
  }

  function unfault() {
    fault = "";
    const line = document.getElementById("fault");
    if (line) line.parentNode.removeChild(line);
  }

  function questionScreen(sheet, kept) {
    const title = told(sheet.prompt);
    const under = told(room.question);
    const content = sheet.form === "rank" ? ranking(sheet, kept)
      : isTyped(sheet) ? typed(sheet, kept) : listed(sheet, kept);
    return asked(title, under === title ? "" : under, position(), content);
  }

  function listed(sheet, kept) {
    const line = sheet.lines[0];
    const passed = Boolean(kept.passed[sheet.id]);
    const found = line.answers.map(function (one, index) {
      const text = told(one.label);
      const mark = sheet.form === "choice" ? "" : marked(one);
      const chosen = !passed && kept.answers[line.id] === one.value;
      return radio("answer", index, mark, text === String(one.mark) ? "" : text, chosen, function () {
        choose(sheet, one.value);
        unfault();
      });
    });
    found.push(radio("answer", "none", line.zero ? String(line.zero.mark) : "",
      say("phone.cannot_say"), passed, function () {
        passOver(sheet);
        unfault();
      }, true));
    return make("div", { class: "answers" }, found);
  }

  /* Under a field or a ranking: a box to tick instead. */
  function cannotSay(sheet, kept) {
    return make("div", { class: "answer apart" },
      make("input", {
        id: "pass", type: "checkbox", checked: Boolean(kept.passed[sheet.id]),
        change: function (event) {
          if (event.target.checked) passOver(sheet);
          else unpass(sheet);
          fault = "";
          show();
        }
      }),
      make("label", { class: "choice", for: "pass" },
        make("span", { class: "words" }, say("phone.cannot_say")), icon("check")));
  }

  function unpass(sheet) {
    const box = document.getElementById("pass");
    if (box) box.checked = false;
    change(function (kept) {
      if (kept.passed[sheet.id]) delete kept.answers[sheet.id];
      delete kept.passed[sheet.id];
    });
  }

  /* What stands on the ballot for an answer, with a true minus. */
  function marked(one) { return String(one.mark).replace(/^-/, "−"); }

  function range(line) {
    return { first: marked(line.answers[0]), last: marked(line.answers[line.answers.length - 1]) };
  }

  /* "−7", "- 7" and "7" as the room knows them; empty when it has no such answer. */
  function numberOf(line, text) {
    const plain = text.replace(/[\s+]/g, "").replace(/[−–—]/g, "-");
    const number = /^-?\d{1,9}$/.test(plain) ? String(parseInt(plain, 10)) : "";
    const found = line.answers.filter(function (one) {
      return number !== "" && String(one.mark).replace("−", "-") === number;
    });
    return found.length ? found[0].value : "";
  }

  function typed(sheet, kept) {
    const line = sheet.lines[0];
    const word = sheet.form === "word";
    const negative = !word && range(line).first.charAt(0) === "−";
    const most = line.max_length || 40;
    const stored = kept.passed[sheet.id] ? "" : kept.answers[line.id] || "";
    const shown = word ? stored : markOf(line, stored);
    const field = make("input", {
      id: "typed", type: "text", value: sheet.id in drafts ? drafts[sheet.id] : shown,
      maxlength: word ? String(most) : "12", inputmode: word ? "text" : "numeric", dir: "auto",
      autocomplete: "off", "aria-describedby": (fault ? "fault " : "") + "limits",
      "aria-invalid": fault ? "true" : false,
      input: function () { onTyped(sheet, field.value); }
    });
    const sign = negative && make("button", {
      id: "sign", type: "button", "aria-label": say("phone.number.sign"),
      click: function () {
        const bare = field.value.replace(/^[\s+−–-]+/, "");
        field.value = /^[\s]*[−–-]/.test(field.value) ? bare : "−" + bare;
        onTyped(sheet, field.value);
        field.focus();
      }
    }, "+/−");
    return [
      make("label", { class: "field", for: "typed" },
        say(word ? "phone.word.label" : "phone.number.label")),
      make("div", { class: "signed" }, sign, field),
      make("p", { id: "limits", class: "quiet small" },
        word ? say("phone.word.limit", { most: most }) : say("phone.number.limit", range(line))),
      cannotSay(sheet, kept)
    ];
  }

  function markOf(line, value) {
    const found = line.answers.filter(function (one) { return one.value === value; });
    return found.length ? marked(found[0]) : "";
  }

  function onTyped(sheet, text) {
    const line = sheet.lines[0];
    drafts[sheet.id] = text;
    if (text) unpass(sheet);
    choose(sheet, sheet.form === "word" ? text.replace(/\s+/g, " ").trim() : numberOf(line, text));
    unfault();
    document.getElementById("typed").setAttribute("aria-invalid", "false");
  }

  // -- A ranking: choose in order, then move up and down; digits do the same on a keyboard

  function ranking(sheet, kept) {
    const ranked = order(sheet, kept);
    const most = places(sheet).length;
    const rest = sheet.lines.filter(function (line) { return ranked.indexOf(line) < 0; });
    return make("div", { id: "ranking", keydown: function (event) { onDigit(event, sheet); } },
      make("p", { class: "quiet" }, say("phone.rank.hint", { n: most })),
      ranked.length > 0 && make("ol", { class: "order", "aria-label": say("phone.rank.yours") },
        ranked.map(function (line, index) { return rankedItem(sheet, ranked, line, index); })),
      rest.length > 0 && make("ul", { class: "order", "aria-label": say("phone.rank.rest") },
        rest.map(function (line) {
          const full = ranked.length >= most;
          return make("li", null, make("button", {
            id: "option-" + sheet.lines.indexOf(line), type: "button",
            "aria-disabled": full ? "true" : false,
            "aria-label": full ? false
              : say("phone.rank.choose", { option: told(line.prompt), place: ranked.length + 1 }),
            "data-line": sheet.lines.indexOf(line),
            click: function () { place(sheet, line, ranked.length); }
          }, make("span", { dir: "auto" }, told(line.prompt))));
        })),
      cannotSay(sheet, kept));
  }

  function rankedItem(sheet, ranked, line, index) {
    const number = sheet.lines.indexOf(line);
    const name = told(line.prompt);
    function move(kind, key, target, possible) {
      return make("button", {
        id: kind + "-" + number, type: "button", "aria-label": say(key, { option: name }),
        "aria-disabled": possible ? false : "true", "data-line": number,
        click: function () { if (possible) place(sheet, line, target, kind); }
      }, icon(kind));
    }
    return make("li", null,
      make("span", { class: "place" }, String(index + 1)),
      make("span", { class: "words", dir: "auto" }, name),
      make("span", { class: "moves" },
        move("up", "phone.rank.up", index - 1, index > 0),
        move("down", "phone.rank.down", index + 1, index + 1 < ranked.length),
        move("cross", "phone.rank.remove", -1, true)));
  }

  /* Put an option at a place (from 0), or take its place back (-1). */
  function place(sheet, line, target, kind) {
    const most = places(sheet).length;
    const lines = order(sheet, ballot()).filter(function (other) { return other !== line; });
    const number = sheet.lines.indexOf(line);
    if (target >= 0 && lines.length >= most) {
      fail("phone.rank.full", "option-" + number, { n: most });
      return;
    }
    const at = Math.min(target, lines.length);
    if (target >= 0) lines.splice(at, 0, line);
    setOrder(sheet, lines);
    fault = "";
    show();
    focus(target < 0 ? "option-" + number : kind ? kind + "-" + number : "up-" + number);
    announce(target < 0 ? say("phone.rank.removed", { option: told(line.prompt) })
      : say("phone.rank.moved", { option: told(line.prompt), place: at + 1, places: most }));
  }

  function onDigit(event, sheet) {
    const number = event.target.getAttribute && event.target.getAttribute("data-line");
    const digit = parseInt(event.key, 10);
    if (number === null || !(digit >= 1) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (digit > places(sheet).length) return;
    event.preventDefault();
    place(sheet, sheet.lines[Number(number)], digit - 1, "up");
  }

  // -- The review

  function answerText(sheet, kept) {
    if (kept.passed[sheet.id]) return say("phone.cannot_say");
    if (sheet.form === "rank") {
      return make("ol", null, order(sheet, kept).map(function (line) {
        return make("li", { dir: "auto" }, told(line.prompt));
      }));
    }
    const value = kept.answers[sheet.id] || "";
    if (sheet.form === "word") return value;
    const found = sheet.lines[0].answers.filter(function (one) { return one.value === value; })[0];
    if (!found) return "";
    const text = told(found.label);
    if (!text || text === String(found.mark)) return marked(found);
    return sheet.form === "choice" ? text : marked(found) + " · " + text;
  }

  function groupText(kept) {
    if (kept.group === "") return say("phone.group.none");
    const found = room.groups.filter(function (group) { return group.id === kept.group; })[0];
    return found ? told(found.label) : "";
  }

  function reviewScreen(kept) {
    const all = steps();
    const index = all.length - 1;
    const lines = all.slice(0, index).map(function (step, at) {
      const title = step.kind === "group" ? firstTitle() : told(step.sheet.prompt);
      const text = step.kind === "group" ? groupText(kept) : answerText(step.sheet, kept);
      const missing = !isAnswered(step, kept);
      return make("div", { class: "line" },
        make("dt", { id: "asked-" + at, dir: "auto" }, title),
        make("dd", { class: "given", dir: "auto" },
          missing ? [icon("warn"), " ", say("phone.review.missing")] : text),
        make("dd", null, make("button", {
          id: "edit-" + at, type: "button", "aria-describedby": "asked-" + at,
          click: function () { edit(at); }
        }, say("phone.review.change"))));
    });
    return make("form", { id: "form", submit: onCast },
      stepLine(index), head(say("phone.review.title")),
      again() || make("p", { class: "warn small" }, icon("warn"), " ", say("phone.review.uncast")),
      make("div", { id: "above", class: "buttons", hidden: "" }, castButton("cast-above")),
      make("dl", null, lines), faultLine(), buttons(castButton("cast")),
      make("p", { class: "secrecy" }, icon(room.named ? "person" : "lock"), " ",
        make("span", { id: "secrecy" }, say(room.named ? "phone.named" : "phone.secret"))),
      note());
  }

  function castButton(id) {
    return make("button", { id: id, class: "main" }, icon("check"), " ", say("phone.cast"));
  }

  /* Casting is offered above the list too where the button below it is out of sight. */
  function castAbove() {
    const above = document.getElementById("above");
    if (!above || above.contains(document.activeElement)) return;
    above.hidden = true;
    const below = document.getElementById("cast").getBoundingClientRect();
    above.hidden = below.bottom + window.pageYOffset <= window.innerHeight;
  }

  function onNext(event) {
    event.preventDefault();
    const index = position();
    const step = steps()[index];
    if (isAnswered(step, ballot())) {
      if (isEditing()) onBack();
      else go(index + 1);
      return;
    }
    const sheet = step.sheet;
    if (step.kind === "group") fail(room.named ? "phone.choose_name" : "phone.choose_group", "group-0");
    else if (sheet.form === "rank") fail("phone.choose_first", "option-0");
    else if (!isTyped(sheet)) fail("phone.choose_first", "answer-0");
    else if (sheet.form === "number" && drafts[sheet.id]) {
      fail("phone.number.fault", "typed", range(sheet.lines[0]));
    }
    else fail("phone.type_first", "typed");
  }

  function onCast(event) {
    event.preventDefault();
    const kept = ballot();
    const all = steps();
    for (let at = 0; at < all.length; at += 1) {
      if (!isAnswered(all[at], kept)) { fail("phone.review.fault", "edit-" + at); return; }
    }
    kept.pending = true;
    keep(kept);
    busy = "";
    hear(null);
    go(DONE);
    send();
    if (lost) refresh();
  }

  // ---- The history: the phone's own Back goes to the question before -------------------------

  /* The step that is shown: a number, or DONE. */
  function position() {
    if (!room || room.state !== "open") return 0;
    const kept = ballot();
    const state = window.history.state;
    if (kept.pending) return DONE;
    let step = state && state.round === room.round ? state.step : kept.saved ? DONE : kept.place;
    if (step === DONE && !kept.saved) step = steps().length - 1;
    return step === DONE ? DONE : Math.max(0, Math.min(step, steps().length - 1));
  }

  function enter(step, method, edits) {
    const state = { round: room.round, step: step, edits: Boolean(edits) };
    window.history[method](state, "", window.location.pathname);
  }

  function go(step) {
    enter(step, "pushState");
    remember(step);
    arrive();
  }

  /* Change one answer of the review, which lies behind it and comes next. */
  function edit(step, problem) {
    enter(step, "pushState", true);
    remember(step);
    arrive(problem);
  }

  function isEditing() {
    const state = window.history.state;
    return Boolean(state && state.edits && state.round === room.round) && position() === state.step;
  }

  /* Where the page begins when it is opened again: the review, while one answer is changed. */
  function remember(step) {
    if (step === DONE) return;
    const kept = ballot();
    kept.place = isEditing() ? steps().length - 1 : step;
    keep(kept);
  }

  function arrive(problem) {
    fault = problem || "";
    faultFields = {};
    show(true);
  }

  /* A round begins, or the page was loaded again: the steps before lie behind this one. */
  function begin() {
    const state = window.history.state;
    if (state && state.round === room.round) return;
    const step = position();
    keep(ballot());
    if (step === DONE) enter(DONE, "replaceState");
    else lead(step);
  }

  /* Lay the way to a step, so that Back finds every step before it. */
  function lead(step) {
    enter(0, "replaceState");
    for (let at = 1; at <= step; at += 1) enter(at, "pushState");
  }

  function isCast(text) {
    const kept = ballots(text).filter(isHere)[0] || {};
    return kept.pending ? 1 : kept.saved && !kept.edited ? 2 : 0;
  }

  /* Another tab has cast the ballot, or this one while it stood elsewhere. */
  function follow() {
    const kept = room && room.state === "open" ? ballot() : {};
    const state = window.history.state;
    const cast = kept.pending || kept.saved && !kept.edited;
    if (cast && !(state && state.round === kept.round && state.step === DONE)) enter(DONE, "pushState");
  }

  function onPop() {
    if (room && room.state === "open" && joined) remember(position());
    arrive();
  }

  // ---- The beginning ----------------------------------------------------------------------

  /* The secret behind # leaves the address bar at once; until it was used a reload finds it. */
  function takeSecret() {
    const found = window.location.hash.replace(/^#/, "").split("=").pop();
    secret = found;
    try { secret = found || window.sessionStorage.getItem("secret") || ""; } catch (refused) { /* - */ }
    if (!found) return;
    window.history.replaceState(window.history.state, "", window.location.pathname);
    try { window.sessionStorage.setItem("secret", found); } catch (refused) { /* kept in memory */ }
  }

  function forgetSecret() {
    secret = "";
    try { window.sessionStorage.removeItem("secret"); } catch (refused) { /* was in memory */ }
  }

  function wake() {
    if (document.hidden) { deafen(); return; }
    if (!words || joined === false) return;
    follow();
    show();
    refresh();
  }

  function start() {
    keepOnly(function (kept) { return Date.now() - kept.since < KEPT_FOR; });
    if (!ballots().length) shelf.drop("sending");
    takeSecret();
    if ("scrollRestoration" in window.history) window.history.scrollRestoration = "manual";
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("pageshow", function (event) { if (event.persisted) wake(); });
    window.addEventListener("online", wake);
    window.addEventListener("offline", function () { setLost(true); wait(0); });
    window.addEventListener("popstate", onPop);
    window.addEventListener("resize", castAbove);
    window.addEventListener("hashchange", function () {
      takeSecret();
      if (joined === false) outside();
    });
    window.addEventListener("storage", function (event) {
      if (!words) return;
      if (event.key === "ballot") overhear(event.oldValue, event.newValue);
      if (event.key === "language") chooseLanguage();
      else if (event.key === "ballot" && room && isCast(event.newValue) !== isCast(event.oldValue)) follow();
      const active = document.activeElement;
      if (!active || active.id !== "typed") drafts = bare();
      show();
    });
    loadWords();
  }

  function loadWords() {
    ask("GET", "/words.json", null, function (status, reply) {
      if (status !== 200) { window.setTimeout(loadWords, later(2)); return; }
      words = reply;
      chooseLanguage();
      show();
      refresh();
    });
  }

  start();
})();
