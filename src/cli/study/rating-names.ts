/** The words for ratings 1 to 4. */
export const ratingNames: readonly string[] = ['again', 'hard', 'good', 'easy']
