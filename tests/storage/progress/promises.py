"""Every promise about the progress file, its test, and a line of code that keeps it.

    python -m tests.storage.progress.promises [WORD…]

breaks each of those lines in turn, in a copy, and says whether the test then fails. A test that
passes all the same proves nothing. With words, only promises that have one of them in their text.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
STORE = "tests/storage/progress/writing/test_store.py"
PROMISED = "tests/storage/progress/test_promises.py"
STORAGE = "quizapp/storage"
MOST_MEMORY = 4 << 30
"""Bytes for one test."""


class Promise(NamedTuple):
    """What is promised, what tests it, and what keeps it."""

    says: str
    test: str
    file: str
    line: str
    """Some text that is there once; without it the promise is broken."""
    instead: str = "pass"


PROMISES = (
    Promise(
        "events are only ever added",
        f"{PROMISED}::test_events_are_only_ever_added",
        f"{STORAGE}/progress/writing/snapshot.py",
        "    yield from log.pieces()\n",
        "",
    ),
    Promise(
        "at rest there is one file",
        f"{STORE}::test_at_rest_there_is_one_file_of_valid_json_with_an_event_a_line",
        f"{STORAGE}/progress/writing/snapshot.py",
        'files.disk.replace(files.journal, files.backups / f"{stem}{JOURNAL}")',
    ),
    Promise(
        "a last checksum that does not fit is damage",
        "tests/storage/progress/writing/test_faults.py::test_a_flipped_bit_never_makes_a_wrong_event",
        f"{STORAGE}/progress/format/frame.py",
        "if front is None or checksum != int(tail[1], 16):",
        "if front is None:",
    ),
    Promise(
        "an event whose checksum does not fit is set aside",
        "tests/storage/progress/format/test_event_lines.py::test_a_flipped_bit_is_never_a_wrong_value",
        f"{STORAGE}/progress/format/event_lines.py",
        'if value.get("crc") != checksum(value):',
        "if False:",
    ),
    Promise(
        "cached states are read and events are not",
        f"{STORE}::test_cached_states_are_read_and_events_are_not",
        f"{STORAGE}/progress/format/document.py",
        "_cached(frame.head) if frame.version == VERSION else None",
        "None",
    ),
    Promise(
        "states made by other rules are folded again",
        f"{STORE}::test_states_made_by_other_rules_are_folded_anew",
        f"{STORAGE}/progress/format/document.py",
        'if head.get("rules") != RULES:',
        "if False:",
    ),
    Promise(
        "a re-indented file is whole",
        "tests/bad_input/test_damaged_progress.py::test_row_11_re_indented_by_an_editor",
        f"{STORAGE}/progress/reading/salvage.py",
        "whole = _as_one_value(data) if len(data) <= _LARGEST_JSON else None",
        "whole = None",
    ),
    Promise(
        "a newer version is not touched",
        "tests/storage/progress/reading/test_damage.py::test_a_newer_version_is_not_touched",
        f"{STORAGE}/progress/reading/loading.py",
        "if document is not None and document.version > VERSION:",
        "if False:",
    ),
    Promise(
        "a newer version whose checksum does not fit is damage",
        "tests/storage/progress/reading/test_damage.py::"
        "test_a_version_that_can_not_be_right_is_damage_and_the_events_are_read",
        f"{STORAGE}/progress/format/frame.py",
        "if front is None or checksum != int(tail[1], 16):",
        "if front is None:",
    ),
    Promise(
        "a file above 2 GiB is refused",
        "tests/storage/progress/reading/test_damage.py::test_a_sparse_file_of_a_tebibyte_is_too_large",
        f"{STORAGE}/disk.py",
        "if found.st_size > LARGEST:",
        "if False:",
    ),
    Promise(
        "only a regular file is read",
        "tests/storage/progress/reading/test_damage.py::test_what_is_no_file_is_refused_at_once",
        f"{STORAGE}/disk.py",
        "if not stat.S_ISREG(found.st_mode):",
        "if False:",
    ),
    Promise(
        "a backup is a hard link of the file that was replaced",
        f"{PROMISED}::test_a_backup_is_a_hard_link_of_the_file_that_was_replaced",
        f"{STORAGE}/progress/writing/snapshot.py",
        'files.disk.link(files.file, files.backups / f"{stem}{DOCUMENT}")',
    ),
    Promise(
        "the last backups are kept, a daily for a week, a monthly for a year",
        "tests/storage/test_small_files.py::"
        "test_a_daily_backup_is_kept_for_a_week_and_a_monthly_for_a_year",
        f"{STORAGE}/progress/format/backups.py",
        "if is_large or not (is_daily or is_monthly):",
        "if is_large or not is_daily:",
    ),
    Promise(
        "of large files only five backups are kept",
        "tests/storage/test_small_files.py::test_of_large_files_only_the_last_five_are_kept",
        f"{STORAGE}/progress/format/backups.py",
        "if is_large or not (is_daily or is_monthly):",
        "if not (is_daily or is_monthly):",
    ),
    Promise(
        "the loss of the file at rest loses nothing",
        f"{STORE}::test_the_loss_of_the_file_at_rest_loses_nothing",
        f"{STORAGE}/progress/writing/snapshot.py",
        'files.disk.replace(files.journal, files.backups / f"{stem}{JOURNAL}")',
        "files.disk.remove(files.journal)",
    ),
    Promise(
        "the file and its newest backup never differ",
        f"{PROMISED}::test_the_file_and_its_newest_backup_never_differ",
        f"{STORAGE}/progress/writing/snapshot.py",
        "write_lines(files, loaded.lines())",
        "files.disk.open_to_append(files.journal)",
    ),
    Promise(
        "a damaged file never becomes a backup",
        f"{PROMISED}::test_a_damaged_file_never_becomes_a_backup",
        f"{STORAGE}/progress/writing/snapshot.py",
        "if loaded.file_stamp is not None and loaded.condition is FileCondition.WHOLE:",
        "if loaded.file_stamp is not None:",
    ),
    Promise(
        "a copy of a damaged file is kept before anything is written",
        f"{PROMISED}::test_a_copy_of_a_damaged_file_is_kept_before_anything_is_written",
        f"{STORAGE}/progress/writing/snapshot.py",
        "    files.disk.link(path, copy)\n",
        "",
    ),
    Promise(
        "files are private",
        f"{STORE}::test_files_are_private",
        f"{STORAGE}/disk.py",
        "PRIVATE_FILE = 0o600",
        "PRIVATE_FILE = 0o644",
    ),
    Promise(
        "folders are private",
        f"{STORE}::test_files_are_private",
        f"{STORAGE}/disk.py",
        "PRIVATE_FOLDER = 0o700",
        "PRIVATE_FOLDER = 0o755",
    ),
    Promise(
        "a linked progress file stays a link",
        f"{STORE}::test_a_linked_progress_file_stays_a_link",
        f"{STORAGE}/progress/format/progress_files.py",
        "file = path.resolve(strict=True)",
        "file = path",
    ),
    Promise(
        "a unexpected_link link is not followed",
        "tests/storage/progress/reading/test_damage.py::test_a_planted_link_is_refused_and_its_victim_untouched",
        f"{STORAGE}/progress/reading/loading.py",
        "    refuse_links(files)\n",
        "",
    ),
    Promise(
        "ids never come from the seed",
        "tests/cli/test_commands.py::test_a_seed_repeats_order_and_shuffles_but_never_an_id",
        "quizapp/cli/context.py",
        "lambda: secrets.token_hex(16)",
        "lambda: f'{self.rng.getrandbits(128):032x}'",
    ),
    Promise(
        "no event is earlier than the newest",
        f"{STORE}::test_no_event_is_earlier_than_the_newest_unless_that_is_absurd",
        f"{STORAGE}/progress/writing/stamper.py",
        "at = max(at, progress.newest + 1)",
    ),
    Promise(
        "unless that is over a day ahead",
        f"{STORE}::test_no_event_is_earlier_than_the_newest_unless_that_is_absurd",
        f"{STORAGE}/progress/writing/stamper.py",
        "if progress.newest <= at + CLOCK_SLACK:",
        "if True:",
    ),
    Promise(
        "unknown kinds are kept verbatim",
        "tests/storage/progress/reading/test_damage.py::"
        "test_unknown_kinds_and_fields_are_kept_verbatim_through_snapshots",
        f"{STORAGE}/progress/format/event_lines.py",
        "payload = Unknown(kind, {name: value[name] for name in value if name not in _STAMP})",
        'raise BadLine("unknown")',
    ),
    Promise(
        "unknown fields are kept verbatim",
        "tests/storage/progress/format/test_event_lines.py::test_fields_of_a_later_version_are_kept_verbatim",
        f"{STORAGE}/progress/format/event_lines.py",
        "return EventLine(event_from(value, data), data)",
        "return write_line(event_from(value, data))",
    ),
    Promise(
        "saved means synced",
        "tests/storage/progress/writing/test_power.py::test_row_42_a_power_cut_loses_nothing_that_was_called_saved",
        f"{STORAGE}/progress/writing/journal.py",
        "self._files.disk.sync(descriptor)",
    ),
    Promise(
        "and the folder synced when the journal is new",
        "tests/storage/progress/writing/test_power.py::test_row_42_a_power_cut_loses_nothing_that_was_called_saved",
        f"{STORAGE}/progress/writing/journal.py",
        "self._files.disk.sync_folder(self._files.folder)",
    ),
    Promise(
        "saved never waits for the end of a session",
        f"{STORE}::test_an_answer_is_on_the_disk_before_it_is_called_saved",
        f"{STORAGE}/progress/writing/store.py",
        "durable = self._write(line)",
        "durable = (line.event,)",
    ),
    Promise(
        "a snapshot is synced before it replaces the file",
        "tests/storage/progress/writing/test_power.py::test_row_42_a_power_cut_loses_nothing_that_was_called_saved",
        f"{STORAGE}/disk.py",
        "        disk.sync(descriptor)\n",
        "",
    ),
    Promise(
        "the folder is synced before the journal goes",
        f"{STORE}::test_a_snapshot_keeps_the_order_that_power_cuts_ask_for",
        f"{STORAGE}/progress/writing/snapshot.py",
        "files.disk.replace(files.new, files.file)\n    files.disk.sync_folder(files.folder)\n",
        "files.disk.replace(files.new, files.file)\n",
    ),
    Promise(
        "what the disk did not keep replaces nothing",
        f"{STORE}::test_what_was_not_kept_by_the_disk_replaces_nothing",
        f"{STORAGE}/progress/writing/snapshot.py",
        "if (kept.size, _checksum(kept)) != (size, checksum):",
        "if False:",
    ),
    Promise(
        "a long journal is folded in while the session goes on",
        f"{STORE}::test_a_long_journal_is_folded_in_while_the_session_goes_on",
        f"{STORAGE}/progress/writing/store.py",
        "        self._fold_in_long_journal()\n",
        "",
    ),
    Promise(
        "a failed write leaves whole lines only",
        f"{STORE}::test_on_a_full_disk_answers_are_kept_in_memory_and_saved_when_there_is_space",
        f"{STORAGE}/progress/writing/journal.py",
        "self._files.disk.truncate(descriptor, size)",
    ),
    Promise(
        "what is not saved is tried again with each answer",
        f"{STORE}::test_on_a_full_disk_answers_are_kept_in_memory_and_saved_when_there_is_space",
        f"{STORAGE}/progress/writing/store.py",
        "waiting = [*self._unsaved, *lines]",
        "waiting = [*lines]",
    ),
    Promise(
        "a descriptor whose sync failed is never synced again",
        f"{STORE}::test_after_a_failed_sync_a_new_file_is_written",
        f"{STORAGE}/progress/writing/journal.py",
        "            self._has_failed = True\n            with suppress(OSError):\n"
        "                self._files.disk.truncate(descriptor, size)\n            self.let_go()\n",
        "",
    ),
    Promise(
        "answers that could not be saved are counted and end in 1",
        "tests/cli/test_stopping.py::test_answers_that_no_disk_takes_are_counted_and_end_in_1",
        "quizapp/cli/context.py",
        "if store.unsaved:",
        "if False:",
    ),
    Promise(
        "readers write nothing and take no lock",
        f"{PROMISED}::test_commands_that_read_write_nothing_and_take_no_lock",
        f"{STORAGE}/progress/reading/loading.py",
        "    refuse_links(files)\n    journal_stamp",
        "    files.disk.open_to_append(files.lock)\n    journal_stamp",
    ),
    Promise(
        "readers open the journal before the file",
        f"{PROMISED}::test_readers_open_the_journal_before_the_file",
        f"{STORAGE}/progress/reading/loading.py",
        "    journal_stamp, journal_data = _read(files, files.journal)\n"
        "    file_stamp, document = _read_file(files)\n",
        "    file_stamp, document = _read_file(files)\n"
        "    journal_stamp, journal_data = _read(files, files.journal)\n",
    ),
    Promise(
        "the lock is held for a write and not for the session",
        f"{PROMISED}::test_the_lock_is_held_for_a_write_and_not_for_the_sitting",
        f"{STORAGE}/progress/writing/lock.py",
        "        files.disk.close(descriptor)\n",
        "        pass\n",
    ),
    Promise(
        "before each write what others wrote is read",
        f"{STORE}::test_two_windows_see_each_others_answers",
        f"{STORAGE}/progress/writing/store.py",
        "                self._catch_up()\n                line =",
        "                line =",
    ),
    Promise(
        "a file that was put in its place is merged before the next write",
        "tests/storage/progress/reading/test_replaced_file.py::test_in_mid_session_it_is_united_before_the_next_write",
        f"{STORAGE}/progress/reading/loading.py",
        "loaded = _with_lost_events(files, loaded, file_stamp)",
    ),
    Promise(
        "one bad line is set aside and the others are kept",
        "tests/storage/progress/reading/test_damage.py::test_one_spoilt_line_is_set_aside_and_the_others_are_kept",
        f"{STORAGE}/progress/format/strict_json.py",
        "    if len(value) != len(pairs):\n",
        "    if False:\n",
    ),
    Promise(
        "numbers that are none are refused",
        "tests/storage/progress/format/test_event_lines.py::test_what_would_poison_a_later_save_is_refused",
        f"{STORAGE}/progress/format/strict_json.py",
        "    parse_constant=_constant,\n",
        "",
    ),
    Promise(
        "absurd integers are refused",
        "tests/storage/progress/format/test_event_lines.py::test_what_would_poison_a_later_save_is_refused",
        f"{STORAGE}/progress/format/strict_json.py",
        "    parse_int=_integer,\n",
        "",
    ),
    Promise(
        "deep nesting is refused",
        "tests/storage/progress/format/test_event_lines.py::test_what_would_poison_a_later_save_is_refused",
        f"{STORAGE}/progress/format/strict_json.py",
        "    _refuse_deep(data)\n",
        "",
    ),
    Promise(
        "half of a surrogate pair is refused",
        "tests/bad_input/test_damaged_progress.py::test_rows_19_to_25_one_line_that_is_refused",
        f"{STORAGE}/progress/format/strict_json.py",
        'if "\\\\u" in text and not _is_encodable(value):',
        "if False:",
    ),
    Promise(
        "backups fill the gaps",
        "tests/storage/progress/reading/test_damage.py::test_with_a_backup_the_spoilt_line_comes_back",
        f"{STORAGE}/progress/reading/loading.py",
        "saved = union(backup_lines(files))",
        "saved: dict[str, EventLine] = {}",
    ),
    Promise(
        "an empty file beside backups is damage and not a new user",
        "tests/storage/progress/reading/test_damage.py::"
        "test_an_emptied_file_beside_backups_is_damage_not_a_new_user",
        f"{STORAGE}/progress/reading/loading.py",
        "is_short = len(own) < expected if expected is not None else not own",
        "is_short = expected is not None and len(own) < expected",
    ),
    Promise(
        "damage is said on stderr and the work is done",
        "tests/cli/test_commands.py::test_a_damaged_file_is_said_on_stderr_and_the_work_is_done",
        "quizapp/cli/context.py",
        "        self.warn(loaded.notices)\n",
        "",
    ),
    Promise(
        "the file of an older version is kept",
        "tests/storage/progress/format/test_versions.py::test_the_old_file_is_kept_when_it_is_written_anew",
        f"{STORAGE}/progress/writing/snapshot.py",
        'files.disk.link(files.file, files.backups / f"{stem}{DOCUMENT}")',
    ),
    Promise(
        "merging is commutative",
        "tests/storage/progress/sync/test_merging.py::"
        "test_one_id_with_two_contents_has_the_same_winner_on_both_sides",
        "quizapp/study/log/progress.py",
        "if other is not event and other != event and event.rank > other.rank:",
        "if False:",
    ),
    Promise(
        "the fold is in the order of time, device and id",
        "tests/study/log/test_progress.py::test_the_order_in_which_events_arrive_does_not_matter",
        "quizapp/study/log/progress.py",
        'return sorted(_once_each(events), key=attrgetter("at", "device", "id"))',
        "return list(_once_each(events))",
    ),
    Promise(
        "an earlier event is folded in at its place",
        "tests/study/log/test_progress.py::"
        "test_an_older_event_from_another_device_is_folded_in_at_its_place",
        "quizapp/study/log/progress.py",
        "return all(self.states[card].at < event.at for card in cards)",
        "return True",
    ),
    Promise(
        "conflict copies are merged",
        "tests/storage/progress/sync/test_conflict_copies.py::test_a_conflict_copy_is_taken_in_and_renamed",
        f"{STORAGE}/progress/sync/merging.py",
        "copies = [each for each in found if isinstance(each, ConflictCopy)]",
        "copies: list[ConflictCopy] = []",
    ),
    Promise(
        "and renamed, never deleted",
        "tests/storage/progress/sync/test_conflict_copies.py::test_a_conflict_copy_is_taken_in_and_renamed",
        f"{STORAGE}/progress/sync/conflict_copies.py",
        "    files.disk.replace(copy.path, path)\n",
        "    files.disk.remove(copy.path)\n",
    ),
    Promise(
        "nobody else's file is taken for a conflict copy",
        "tests/storage/progress/sync/test_conflict_copies.py::test_another_learners_file_is_not_taken_for_one",
        f"{STORAGE}/progress/sync/conflict_copies.py",
        "if not is_certain and (ids <= known or known.isdisjoint(ids)):",
        "if False:",
    ),
    Promise(
        "a copy made by hand is nobody's conflict copy",
        "tests/storage/progress/sync/test_conflict_copies.py::"
        "test_a_copy_made_by_hand_has_nothing_new_and_is_left_alone",
        f"{STORAGE}/progress/sync/conflict_copies.py",
        "(ids <= known or known.isdisjoint(ids))",
        "known.isdisjoint(ids)",
    ),
    Promise(
        "the newest backup by name is the newest made",
        "tests/storage/progress/doctor/test_restoring.py::"
        "test_with_a_clock_that_was_set_back_the_newest_backup_is_still_the_newest",
        f"{STORAGE}/progress/format/backups.py",
        "return backup_name(max(now, newest + _TICK))",
        "return backup_name(now + _TICK * len(stems(files)))",
    ),
    Promise(
        "going back to a backup takes nothing out",
        "tests/storage/progress/doctor/test_restoring.py::test_and_can_be_taken_back",
        f"{STORAGE}/progress/doctor/restoring.py",
        "    back = then - today\n",
        "    back: set[str] = set()\n",
    ),
    Promise(
        "going back and forth adds no more than what changes",
        "tests/storage/progress/doctor/test_restoring.py::test_going_back_and_forth_adds_no_more_than_what_changes",
        f"{STORAGE}/progress/doctor/restoring.py",
        "yield from today - then",
        "yield from (event.id for event in events)",
    ),
    Promise(
        "a damaged backup is not gone back to",
        "tests/storage/progress/doctor/test_restoring.py::"
        "test_a_damaged_backup_is_listed_as_such_and_not_gone_back_to",
        f"{STORAGE}/progress/doctor/restoring.py",
        "return None if document is None else list(read_lines(document.log))",
        "return [] if document is None else list(read_lines(document.log))",
    ),
    Promise(
        "the doctor says what happened",
        "tests/storage/progress/doctor/test_examination.py::"
        "test_each_damage_is_told_in_one_sentence_and_nothing_is_changed",
        f"{STORAGE}/progress/doctor/diagnosis.py",
        "    if missing > 0:\n",
        "    if False:\n",
    ),
    Promise(
        "the doctor never shows an answer",
        "tests/storage/progress/doctor/test_examination.py::test_an_answer_is_never_shown",
        f"{STORAGE}/progress/doctor/diagnosis.py",
        "    if name not in _TOLD:\n",
        "    if False:\n",
    ),
    Promise(
        "a repair brings back what can be read anywhere",
        "tests/storage/progress/doctor/test_examination.py::"
        "test_events_that_lie_only_beside_the_file_are_told_and_brought_back",
        f"{STORAGE}/progress/doctor/repair.py",
        "            add_lines(files, found.elsewhere)\n",
        "            pass\n",
    ),
    Promise(
        "a damaged backup does not stay among the others",
        "tests/storage/progress/doctor/test_examination.py::"
        "test_a_damaged_backup_is_told_and_a_repair_puts_it_aside",
        f"{STORAGE}/progress/doctor/repair.py",
        "            take_snapshot(files, now, rewrite=True)\n",
        "            pass\n",
    ),
    Promise(
        "a file of another program is not touched",
        "tests/bad_input/test_damaged_progress.py::test_row_31_another_programs_file",
        f"{STORAGE}/progress/sync/opening.py",
        "        _refuse_before_writing(files)\n",
        "",
    ),
    Promise(
        "undo reverts this session's answers first",
        f"{STORE}::test_undo_takes_back_this_sittings_answers_before_another_windows",
        f"{STORAGE}/progress/writing/store.py",
        "        own = [line.event for line in (*self._mine, *self._unsaved)]\n",
        "        own: list[Event] = []\n",
    ),
    Promise(
        "saving an answer costs the same however long the log",
        f"{PROMISED}::test_saving_an_answer_costs_the_same_however_long_the_log",
        f"{STORAGE}/progress/writing/store.py",
        "if is_same and journal_stamp == self._journal.stamp:\n",
        "if False:\n",
    ),
    Promise(
        "garbage is not collected while loading",
        f"{PROMISED}::test_garbage_is_not_collected_while_loading",
        f"{STORAGE}/gc.py",
        "    gc.disable()\n",
        "",
    ),
    Promise(
        "a due day starts at the rollover of whoever looks",
        "tests/scheduling/test_scheduler.py::test_a_card_in_review_is_due_on_a_day_which_starts_at_the_rollover_of_the_viewer",
        "quizapp/scheduling/study_day.py",
        "return self.begins(memory.due_day) if isinstance(memory, Reviewing) else memory.due",
        "return Seconds(memory.due_day * 86400 if isinstance(memory, Reviewing) else memory.due)",
    ),
    Promise(
        "an old event is due on the local date of its due time at its own offset",
        "tests/study/log/test_fold.py::"
        "test_a_due_time_of_format_1_is_the_day_on_which_it_was_due_where_it_was_written",
        "quizapp/study/log/fold.py",
        "    return day_in(payload.due or 0, event.offset)",
        "    return day_in(payload.due or 0, 0)",
    ),
    Promise(
        "an old due day that no target recall gives is computed again",
        "tests/study/log/test_fold.py::test_a_day_of_format_1_that_no_target_recall_gives_is_computed_again",
        "quizapp/study/log/fold.py",
        "return soonest <= recorded.due_day - recorded.day <= latest",
        "return True",
    ),
    Promise(
        "a due day and the stability beside it agree after any merge",
        "tests/cli/test_days.py::test_a_merge_keeps_no_due_day_that_contradicts_the_memory",
        "quizapp/study/log/fold.py",
        "return payload.after == state.last and payload.history in {None, state.history}",
        "return True",
    ),
    Promise(
        "also if the broken premise is an earlier one",
        "tests/study/test_a_year.py::test_a_year_of_two_machines",
        "quizapp/study/log/fold.py",
        "return payload.after == state.last and payload.history in {None, state.history}",
        "return payload.after == state.last",
    ),
    Promise(
        "an answer under an old id is one to the card",
        "tests/cli/test_identity.py::test_an_answer_under_an_old_id_is_one_to_the_card",
        "quizapp/study/identity.py",
        "if new not in ids and deck_of(new) == deck.id and (new == card or card not in known):",
        "if False:",
    ),
    Promise(
        "with both ids in the decks there are two cards",
        "tests/cli/test_identity.py::test_if_the_decks_have_both_the_old_and_the_new_id_they_are_two_cards",
        "quizapp/study/log/renames.py",
        "return replace(change, apart=apart) if apart else change",
        "return change",
    ),
    Promise(
        "a learnt gap keeps its number",
        "tests/cli/test_identity.py::test_a_gap_that_is_added_is_new_and_the_others_keep_their_number",
        "quizapp/study/gaps.py",
        "return learnt is not None and learnt.answer == gap.answer[:GAP_LIMIT]",
        "return False",
    ),
    Promise(
        "no gap inherits another's progress",
        "tests/cli/test_identity.py::test_a_gap_may_be_corrected_if_no_other_comes_or_goes",
        "quizapp/study/gaps.py",
        "return number == _number(gap) and (learnt is None or learnt.of == gap.of)",
        "return number == _number(gap)",
    ),
    Promise(
        "a rename is undone only if its file is as it left it",
        "tests/cli/test_rename.py::test_undo_is_refused_if_the_file_has_changed_since",
        "quizapp/storage/decks/editing/renames.py",
        "if text is not None and text_sum(draft) != text:",
        "if False:",
    ),
    Promise(
        "no card inherits the progress of another by a rename",
        "tests/cli/test_rename.py::test_a_rename_that_can_not_be_is_refused",
        "quizapp/study/renaming.py",
        "if any(part_of(card) == new for card in progress.states):",
        "if False:",
    ),
    Promise(
        "undo goes by the order of writing",
        "tests/cli/test_days.py::test_undo_takes_back_what_was_written_last_whatever_the_clock_showed",
        "quizapp/study/log/undo_log.py",
        '_WRITTEN = attrgetter("serial", "at", "id")',
        '_WRITTEN = attrgetter("at", "id")',
    ),
    Promise(
        "a late event folds its card only",
        "tests/study/log/test_fold.py::test_a_late_event_folds_its_card_only",
        "quizapp/study/log/earlier_events.py",
        "            pending.cards.update(cards_named(renamed(names, event).payload))",
        "            raise _TooMuch",
    ),
    Promise(
        "a wrong clock is named",
        "tests/cli/test_days.py::test_answers_of_a_wrong_clock_are_named_and_can_be_undone_in_one_step",
        f"{STORAGE}/progress/sync/opening.py",
        "    if said:\n",
        "    if False:\n",
    ),
    Promise(
        "the head has a checksum of its own",
        "tests/storage/progress/reading/test_summary.py::"
        "test_no_glance_is_enough_at_a_head_of_which_a_byte_was_changed",
        f"{STORAGE}/progress/format/frame.py",
        "if zlib.crc32(memoryview(front)[: seal.start()]) != int(seal[3], 16):",
        "if False:",
    ),
    Promise(
        "the head says how long the log is",
        "tests/storage/progress/reading/test_summary.py::"
        "test_no_glance_is_enough_at_a_log_that_is_longer_than_the_head_says",
        f"{STORAGE}/progress/format/frame.py",
        "if file.size != begin + size + _TAIL_SIZE:",
        "if False:",
    ),
    Promise(
        "an event that claims an impossible day counts on the day of its time",
        "tests/bad_input/test_found_by_attack.py::"
        "test_an_event_that_claims_an_impossible_day_counts_on_the_day_of_its_time",
        "quizapp/study/log/fold.py",
        "if abs(event.day * _DAY_MS - event.at) <= _CENTURY_MS:",
        "if True:",
    ),
    Promise(
        "where hard links are refused, backups are copies",
        "tests/storage/test_disk.py::test_where_hard_links_are_refused_backups_are_copies",
        f"{STORAGE}/disk.py",
        "            if error.errno not in _NO_LINKS:",
        "            if True:",
    ),
)


def is_noticed(promise: Promise) -> bool:
    """Whether the test fails when the line is broken."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "copy"
        skip = shutil.ignore_patterns(".*", "__pycache__")
        shutil.copytree(ROOT, copy, ignore=skip)
        broken = copy / promise.file
        source = broken.read_text("utf-8")
        broken.write_text(source.replace(promise.line, promise.instead), "utf-8")
        command = (sys.executable, "-m", "pytest", "-q", "-x", "-n0", "--no-cov", promise.test)
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            check=False,
            preexec_fn=_bound_memory,
        )
        return done.returncode == 1


def _bound_memory() -> None:
    """A broken promise may read without end; then the test fails, and the machine goes on."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main(words: Sequence[str]) -> int:
    """Break them all; 1 if a test did not notice, or fails without being asked to."""
    chosen = [each for each in PROMISES if not words or any(word in each.says for word in words)]
    tests = sorted({promise.test for promise in chosen})
    command = (sys.executable, "-m", "pytest", "-q", "-n0", "--no-cov", *tests)
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        return 1
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        noticed = list(pool.map(is_noticed, chosen))
    for promise, is_kept in zip(chosen, noticed, strict=True):
        sys.stdout.write(f"{'noticed' if is_kept else 'NOT NOTICED'}: {promise.says}\n")
    sys.stdout.write(f"{sum(noticed)} of {len(chosen)} broken promises were noticed\n")
    return 0 if all(noticed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
