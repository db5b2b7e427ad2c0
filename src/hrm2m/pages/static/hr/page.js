// Moves the focus to the list of mistakes, so that it is read first. Every page works without this file.
document.querySelector("[data-take-focus]")?.focus();
