/**
 * Finds out how a lake names its directories, for a lake in which a layout matches nothing, or not everything.
 *
 * <p>Start at {@link dev.coldpress.survey.LakeSurvey}, which lists a bounded sample of the directories and returns the
 * layouts that they have, as {@link dev.coldpress.survey.FoundLayout}. This package only proposes; it does not decide
 * what is merged.
 */
@NullMarked
package dev.coldpress.survey;

import org.jspecify.annotations.NullMarked;
