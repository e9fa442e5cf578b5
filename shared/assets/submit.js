// Sends the form that a person would only have to click through.
document.querySelector("form[data-submit]")?.submit();
