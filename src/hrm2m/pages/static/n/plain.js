// Leave now hides the page before the server has answered; a page brought back from memory asks for itself again.
const leave = document.getElementById("leave");
if (leave) {
  leave.addEventListener("submit", (event) => {
    event.preventDefault();
    document.documentElement.style.display = "none";
    try { navigator.sendBeacon(leave.action); } catch { /* the server ends the visit by itself soon */ }
    location.replace("/n/z/");
  });
}
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
