// What the libraries ask for and the oldest browser we serve does not have yet.
if (!Object.hasOwn) {
  Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
}
