// A browser looks up all languages that it can format for when a page first formats something, which takes 50 ms on a
// slow machine. Both pages run this before their other scripts have arrived, when there is nothing else to do.
Intl.NumberFormat.supportedLocalesOf('en');
