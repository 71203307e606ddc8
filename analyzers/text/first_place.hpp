#pragma once

namespace nonmun::text {

/// The first place from 0 on for which is_before(place) is false, `count` when there is none: a
/// binary search where what is compared is read out of bytes, so that there are no iterators.
/// @pre is_before() is true for the places before it, and for no others
template <class Place, class IsBefore>
Place first_place(Place count, IsBefore is_before) {
  Place low = 0;
  Place high = count;
  while (low < high) {
    const Place middle = low + (high - low) / 2;
    if (is_before(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace nonmun::text
