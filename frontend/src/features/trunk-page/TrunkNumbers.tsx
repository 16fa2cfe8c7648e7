export function TrunkNumbers() {
  return <h1>TrunkNumbers</h1>;
}
