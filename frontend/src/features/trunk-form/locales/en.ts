const en = {
  title: 'Title',
} as const;

export default en;
