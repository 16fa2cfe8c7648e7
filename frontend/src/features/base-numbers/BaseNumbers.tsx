export function BaseNumbers() {
  return <h1>BaseNumbers</h1>;
}
