export function TrunkHistory() {
  return <h1>TrunkHistory</h1>;
}
