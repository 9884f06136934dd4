/**
 * How a lake that nobody has described names its directories: for a lake on which a layout matches nothing, or not everything.
 *
 * <p>Start at {@link dev.coldpress.survey.LakeSurvey}, which lists a bounded sample of the directories and says which layouts
 * they have, as {@link dev.coldpress.survey.FoundLayout}. Nothing here decides what is merged: it only proposes.
 */
@NullMarked
package dev.coldpress.survey;

import org.jspecify.annotations.NullMarked;
