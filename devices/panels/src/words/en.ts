// Everything that pages say, in English. Words of the control room are in its own file.
export default {
  ticket: {
    waiting: 'Waiting', called: 'Called', serving: 'Serving', parked: 'Parked', done: 'Done',
    no_show: 'No-show', void: 'Void', unserved: 'Unserved'
  },
  window: {
    closed: 'Not logged in', idle: 'Idle', called: 'Calling', serving: 'Serving', paused: 'Paused',
    no: 'Window {n}', short: 'No. {n}'
  },
  live: { offline: 'Connection lost. Picture as of {time}, reconnecting…' },
  loading: 'Loading…',
  wait: {
    none: 'No window open', now: 'No waiting', range: '{low}–{high} min', about: 'about {low} min', within: 'within {high} min',
    unknown: 'Estimating'
  },
  people: '{n}',
  trouble: {
    title: 'This page cannot open', hall: 'There is no hall named “{hall}”.',
    thing: 'This hall has no “{id}”.', what: 'Check the address or ask the administrator.',
    choose: 'Choose: '
  },
  machine: {
    welcome: 'Which service do you need?', tap: 'Touch a service to take a ticket', all: 'All services',
    waiting: '{n} waiting', take: 'Take a ticket', back: 'Back', taking: 'One moment…',
    printing: 'Please take your ticket', your_number: 'Your number', go: 'Please go to', or: 'or',
    windows: 'Windows', ahead: '{n} ahead of you', ahead_none: 'You are next',
    wait: 'Expected wait', again: 'Done', auto: 'Back in {n} s',
    listen: 'Please watch the screens and listen for your number',
    reprint: 'Print again', large: 'Large type', normal: 'Normal type', issued: 'Issued at',
    confirm: 'Take a ticket?', service: 'Service',
    closed_title: 'The hall is closed', closed_what: 'Please come back during opening hours. Thank you.',
    paper_title: 'The machine is out of paper',
    paper_what: 'You can still take a number: note it from the screen, or ask at the desk for a slip.',
    paper_go: 'Go on', net_title: 'The ticket machine is offline',
    net_what: 'Please get a ticket at the desk, or wait a moment.',
    refused_title: 'No ticket now', not_accepting: 'Not taking tickets',
    more: 'More services',
    why: { no_window: 'no window is open', limit: 'no numbers left today', closed: 'outside its hours',
           other: 'suspended' },
    desk: 'Need help? Please ask at the desk'
  },
  display: {
    please: 'Number', welcome: 'Welcome', idle: 'Please wait to be called',
    closed: 'This window is closed', paused: 'Paused', serving: 'Now serving',
    called: 'Please come to this window', last: 'Last calls', serves: 'Services', none: 'No calls yet',
    announce: 'Number {number}, please go to window {window}'
  },
  board: {
    title: 'Calls', service: 'Service', waiting: 'Waiting', people: 'People',
    wait: 'Wait', to: 'to',
    empty: 'No calls yet, please wait', total: '{n} waiting', open: '{n} windows open'
  },
  evaluator: {
    ask: 'How was our service?', for: '{number} · window {window}', clerk: 'Served by {name}',
    levels: { 5: 'Very satisfied', 4: 'Satisfied', 3: 'Basically satisfied', 2: 'Dissatisfied',
              1: 'Very dissatisfied' },
    tags: 'Why? Choose any that fit (optional)', send: 'Send', skip: 'Send as it is', change: 'Choose again',
    thanks: 'Thank you', thanks_what: 'Your opinion helps us to serve better.',
    idle: 'At your service', idle_what: 'Please rate us here after your visit', left: 'Back in {n} s',
    sending: 'Sending…', paused: 'Paused', closed: 'Window closed', once: 'One visit, one rating'
  },
  tablet: {
    next: 'Next', next_hint: 'Call the next number', start: 'Start', finish: 'Finish', recall: 'Recall',
    no_show: 'No-show', park: 'Park', unpark: 'Unpark', transfer: 'Transfer', special: 'Special call',
    void: 'Void', undo: 'Undo', pause: 'Pause', resume: 'Resume', close: 'Close', open: 'Open',
    open_title: 'Log in and open', clerk: 'Staff name or number', clerk_hint: 'e.g. clerk03',
    current: 'Current ticket', none: 'No current ticket',
    none_what: 'Press “Next” to call the first in line', nobody: 'Nobody is waiting now',
    queue: 'Waiting here', served: 'Served today', calls: 'Call no. {n}', called_for: 'Called for',
    serving_for: 'Serving for', waited: 'Waited', next_up: 'Up next', busy: 'Settle {number} first',
    paused: 'The window is paused', paused_what: 'Reason: {reason}. Resume to call again.',
    pausing: 'Pauses after this ticket', sent: 'Done: {act}', retrying: 'Network trouble, trying again…',
    reason: 'Reason', cancel: 'Cancel', confirm: 'Confirm', number: 'Number', number_hint: 'e.g. A012',
    holder: 'Citizen', parked_none: 'No parked tickets', to_window: 'To a window', to_service: 'To a service',
    ask_no_show: '{number} did not come? Afterwards only a special call brings it back.',
    ask_void: 'A void ticket cannot be restored. Which number?', ask_close: 'Close window {n}? It calls no more.',
    ask_finish: 'Finish {number}?',
    pauses: ['Away for a moment', 'Lunch break', 'In a meeting', 'Equipment fault'],
    specials: ['Came back after no-show', 'Papers completed', 'Elderly, ill or pregnant', 'Approved'],
    undone: 'The last act was undone', close_first: 'Finish the current ticket first, then close'
  }
}
